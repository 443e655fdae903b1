import { all, creates, lists, pages } from '../facts.ts'
import { isSuccess } from '../exchange.ts'
import type { Law } from '../law.ts'
import { NotVerified } from '../not-verified.ts'
import type { PageStyle } from '../../resource/model.ts'
import type { World } from '../world.ts'

/** A page has no more members than were asked for. */
export const pageSizeIsKept: Law = {
  id: 'page-size-is-kept',
  level: 'must',
  text: 'A page has no more members than the page size that was asked for.',
  source: 'the document: the page size of the list',
  needs: all(creates, lists, pages),
  async check(world) {
    const above = (await world.several())[0]?.above ?? []
    const at = `body#${world.resource.list?.items?.value ?? ''}`
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
      world.expect(
        first.answer,
        count <= size
          ? []
          : [
              {
                signature: 'page-too-large',
                message: `expected at most ${size} members on a page, got ${count}`,
                at,
                expected: size,
                actual: count,
              },
            ],
      )
    }
    if (judged > 0) return
    throw new NotVerified(
      refused === undefined
        ? 'the contract does not say how a page size is asked for'
        : `a page of one member was answered ${refused}`,
    )
  },
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
