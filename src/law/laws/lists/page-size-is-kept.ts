import { sizeBoundsSaid } from '../../../document/says/size-bounds-said.ts'
import { isOnlyRead } from '../../../resource/is-only-read.ts'
import { all, creates, lists, pages, reads } from '../../world/facts.ts'
import { sizeName } from '../../walk/page-size.ts'
import { zeroIsDefault } from '../../list/page-facts.ts'
import { isSuccess } from '../../session/exchange.ts'
import type { Law } from '../../world/law.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { onlyItems } from '../../walk/only-items.ts'
import { flatten } from '../../body/flatten-schema.ts'
import type { Problem } from '../../session/problem.ts'
import type { PageStyle } from '../../../resource/model.ts'
import type { World } from '../../world/world.ts'

/** A page has no more members than were asked for. */
export const pageSizeIsKept: Law = {
  id: 'page-size-is-kept',
  level: 'must',
  text: 'A page has no more members than the page size that was asked for.',
  source: 'the document: the page size of the list',
  needs: (resource, model, document) =>
    (isOnlyRead(resource) ? reads : all(creates, lists, pages))(resource, model, document),
  async check(world) {
    if (isOnlyRead(world.resource)) return holdSearch(world)
    const above = (await world.several())[0]?.above ?? []
    let judged = 0
    let refused: number | undefined
    for (const style of world.resource.list?.pages?.value ?? []) {
      const walk = await world.walk(above, { style, size: 1, until: (seen) => seen.length > 0 })
      const { size } = walk
      const [first] = walk.pages
      if (size === undefined || first === undefined) continue
      if (!isSuccess(first.answer)) {
        refused = first.answer.status
        continue
      }
      if (!(await showsMore(size, { style, above }, world)))
        throw new NotVerified(`the list shows no more than ${size} without a page size`)
      judged += 1
      const count = first.members.length
      world.expect(first.answer, tooLarge(count, { size, at: world.itemsAt(first.answer) }))
    }
    if (await holdZero(above, world)) judged += 1
    if (judged > 0) return
    throw new NotVerified(
      refused === undefined
        ? 'the contract does not say how a page size is asked for'
        : `a page of one member was answered ${refused}`,
    )
  },
}

/** A size of zero is the same as no size where a description says so. Example: "20 if it is not set or 0". */
async function holdZero(above: readonly string[], world: World): Promise<boolean> {
  const operation = world.operation(world.resource.list?.operation ?? '')
  const names = new Set((world.resource.list?.pages?.value ?? []).map(sizeName))
  const parameter = operation.parameters.find((one) => names.has(one.name) && zeroIsDefault(one))
  if (parameter === undefined) return false
  const without = await world.send({ operation, path: above })
  const answer = await world.send({ operation, path: above, query: { [parameter.name]: '0' } })
  const [expected, actual] = [without, answer].map((one) => world.itemsOf(one).length)
  if (!isSuccess(without) || expected === undefined || expected === 0) return false
  const message = `expected ${expected} members for ${parameter.name}=0, as without it, got ${isSuccess(answer) ? actual : answer.status}`
  const problem = { signature: 'zero-is-no-default', message, at: world.itemsAt(answer), expected, actual }
  world.expect(answer, isSuccess(answer) && actual === expected ? [] : [problem])
  return true
}

/** A search that is only read keeps to a size too, such as `/hours?limit=1`. */
async function holdSearch(world: World): Promise<void> {
  const operation = world.operation(world.resource.read?.operation ?? '')
  const size = operation.parameters.find((one) => one.in === 'query' && SIZES.test(one.name))
  if (size === undefined) throw new NotVerified('the document has no page size of the search')
  const { above } = await world.above()
  const { minimum = 1 } = flatten(size.schema, world.document.schemas)
  const least = Math.max(1, Number(minimum), sizeBoundsSaid(size.description).minimum ?? 1)
  const whole = await world.send({ operation, path: above })
  if (onlyItems(whole).length <= least)
    throw new NotVerified(`the search shows no more than ${least} without a page size`)
  const answer = await world.send({ operation, path: above, query: { [size.name]: String(least) } })
  if (!isSuccess(answer)) throw new NotVerified(`a page of ${least} was answered ${answer.status}`)
  world.expect(answer, tooLarge(onlyItems(answer).length, { size: least, at: 'body#' }))
}

const SIZES = /^(?:limit|(?:page_?)?size|per_?page|max_?results)$/i

function tooLarge(count: number, { size, at }: { readonly size: number; readonly at: string }): readonly Problem[] {
  if (count <= size) return []
  const message = `expected at most ${size} members on a page, got ${count}`
  return [{ signature: 'page-too-large', message, at, expected: size, actual: count }]
}

/** True where a page has more members if none is asked for a size: else every list keeps to a size. */
async function showsMore(
  size: number,
  { style, above }: { readonly style: PageStyle; readonly above: readonly string[] },
  world: World,
): Promise<boolean> {
  const { members } = await world.walk(above, { style, size: null, until: (seen) => seen.length > size })
  return members.length > size
}
