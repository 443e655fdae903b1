import { countLimit, isCountOf } from '../../list/count-limit.ts'
import type { ApiParameter } from '../../../document/api-document.ts'
import type { PageStyle } from '../../../resource/model.ts'
import { plainName } from '../../../words/words.ts'
import { parsePointer } from '../../../json/pointer.ts'
import { schemaOfSuccess } from '../../compare/compare-member.ts'
import { schemaAt } from '../../body/schema-at.ts'
import { flatten } from '../../body/flatten-schema.ts'
import { type Answer, isSuccess } from '../../session/exchange.ts'
import { all, listsAll, totals } from '../../world/facts.ts'
import { whyNotWritten } from '../../session/why-not-written.ts'
import type { Law } from '../../world/law.ts'
import type { Member } from '../../session/member.ts'
import { NotVerified, unlessNotVerified } from '../../session/not-verified.ts'
import type { Problem } from '../../session/problem.ts'
import { pagesStated } from '../../list/page-facts.ts'
import { HEADER, totalIn, type Walk } from '../../walk/walk-list.ts'
import type { World } from '../../world/world.ts'

/** The total of a list is the number of its members. */
export const totalCountsMembers: Law = {
  id: 'total-counts-members',
  level: 'must',
  text: 'The total of a list is the number of all its members, on each page, and a number of pages beside it is that of pages of the size.',
  source: 'the document: the property that states the total',
  needs: all(listsAll, totals),
  onlyReads: true,
  async check(world) {
    const { above } = await world.above()
    let made = 0
    if (whyNotWritten(world.resource, world) === undefined) {
      const members = await world.several()
      made = members.length
      await beside(members, world)
      // A total that counts members that were deleted shows only after a delete.
      const gone = await world.fresh()
      if (world.resource.delete !== undefined) await world.remove(gone)
    }
    const first = await wholeWalk(above, world)
    const wrong = problemsOf(first, world)
    if (wrong.length === 0) {
      if (first.members.length < made) throw new NotVerified(FEWER)
      world.expect(first.pages[0]?.answer ?? first.last, [])
      return
    }
    // Members of others may come and go: a wrong total counts where it stays, and the members too.
    for (const _ of [1, 2]) {
      const again = await wholeWalk(above, world)
      const isSame = JSON.stringify(again.members) === JSON.stringify(first.members)
      if (!isSame || JSON.stringify(problemsOf(again, world)) !== JSON.stringify(wrong))
        throw new NotVerified('the members of the list change while it is read')
    }
    const style = pagedStyle(world)
    if (style === undefined && isOnePage(first, world))
      throw new NotVerified('the list may have further pages: the contract does not say how it is paged')
    const large = style === undefined ? first : await world.walk(above, { style })
    if (large.complete && large.members.length !== first.members.length)
      throw new NotVerified('small and large pages show other members, as pages-hold-all-members tells')
    if (first.members.length < made) throw new NotVerified(FEWER)
    world.expect(miscounted(first, world), wrong)
  },
}

const FEWER = 'the list shows fewer members than were created'

/** The first page whose total is wrong. */
function miscounted(walk: Walk, world: World): Answer {
  const { members, pages, last } = walk
  const most = countLimit(world)
  return (
    (totalsOf(walk, world).find(({ total }) => !isCountOf(total, members.length, most)) ?? pages[0])?.answer ?? last
  )
}

/** The pages of a walk with their totals. A page past the end counts nothing. */
function totalsOf({ pages }: Walk, world: World): readonly { readonly answer: Answer; readonly total: unknown }[] {
  const { list = { operation: '' } } = world.resource
  return pages
    .filter(({ members: shown }, index) => index === 0 || shown.length > 0)
    .map(({ answer }) => ({ answer, total: totalIn(answer, list) }))
    .filter(({ total }) => total !== null || !mayBeNull(world))
}

/** Makes a member under another parent, which the total must not count. */
async function beside([member]: readonly Member[], world: World): Promise<void> {
  const { parent } = member ?? {}
  if (member === undefined || parent === undefined || whyNotWritten(parent.resource, world) !== undefined) return
  // A second parent that cannot be made leaves the rest of the law.
  await unlessNotVerified(async () => world.fresh({ parent: await world.otherParent(member) }))
}

/** The fewest members of a page that a server cuts by itself, as a count. */
const PAGE = 10

/** True for a list that is as long as a page, and that states a larger total. */
function isOnePage({ members, last }: Walk, { resource: { list = { operation: '' } } }: World): boolean {
  return members.length >= PAGE && Number(totalIn(last, list)) > members.length
}

function pagedStyle({ resource }: World): PageStyle | undefined {
  return resource.list?.pages?.value.find((one) => one.style !== 'whole')
}

/** A walk with small pages, or with larger ones where the list is long. */
async function wholeWalk(above: readonly string[], world: World): Promise<Walk> {
  const style = pagedStyle(world)
  const query = askingForTotal(world)
  for (const size of [2, 100]) {
    const walk = await world.walk(above, style === undefined ? { query } : { style, size, query })
    if (!isSuccess(walk.last)) throw new NotVerified(`the list was answered ${walk.last.status}`)
    if (walk.complete) return walk
  }
  throw new NotVerified('the list has too many pages')
}

/** The query that asks for the total, such as `$count=true` of OData. */
function askingForTotal(world: World): Readonly<Record<string, string>> {
  const flag = flagOfTotal(world)
  return flag === undefined ? {} : { [flag.name]: 'true' }
}

function flagOfTotal({ resource, operation, document }: World): ApiParameter | undefined {
  const { parameters } = operation(resource.list?.operation ?? '')
  return parameters.find(
    ({ name, in: place, schema, description = '' }) =>
      place === 'query' &&
      (ASKS.test(plainName(name)) || plainName(name) === nameOfTotal(resource)) &&
      !/\bonly\b/i.test(description) &&
      flatten(schema, document.schemas)['type'] === 'boolean',
  )
}

const ASKS = /^(?:include|with|show|return)?(?:total)?count$|^(?:include|with|show|return)totals?$/

/** The name of the total in an answer: a flag of the same name asks for it. */
function nameOfTotal({ list }: World['resource']): string | undefined {
  const place = list?.total?.value ?? ''
  return place.startsWith(HEADER) ? undefined : plainName(parsePointer(place).at(-1) ?? '')
}

/** Null in the place of a total that may be null counts nothing. */
function mayBeNull({ resource, operation, document: { schemas } }: World): boolean {
  const { operation: id = '', total } = resource.list ?? {}
  const whole = schemaOfSuccess(operation(id))
  if (whole === undefined || total === undefined || total.value.startsWith(HEADER)) return false
  const { type, enum: values } = flatten(schemaAt(whole, total.value, schemas) ?? true, schemas)
  return [type, values].flat().some((one) => one === 'null' || one === null)
}

function problemsOf(walk: Walk, world: World): readonly Problem[] {
  const { members } = walk
  const place = world.resource.list?.total?.value ?? ''
  const said = totalsOf(walk, world).map(({ total }) => total)
  if (said.every((total) => total === undefined)) return missingTotal(members.length, world)
  const most = countLimit(world)
  const isRight = (total: unknown): boolean => isCountOf(total, members.length, most)
  const wrong = said.find((total) => !isRight(total))
  if (said.every(isRight)) return most === undefined ? otherPages(walk, world) : []
  return [
    {
      signature: 'wrong-total',
      message: `expected the total ${members.length}, got ${JSON.stringify(wrong) ?? 'nothing'}`,
      at: place.startsWith(HEADER) ? place : `body#${place}`,
      expected: members.length,
      actual: wrong,
    },
  ]
}

/** A number of pages beside the right total, such as `totalPages`, is that of pages of the size. */
function otherPages({ members, pages, size }: Walk, world: World): readonly Problem[] {
  const place = world.resource.list?.total?.value ?? ''
  const [first] = pages
  const stated = first === undefined || place.startsWith(HEADER) ? undefined : pagesStated(first.answer.json, place)
  if (stated === undefined || size === undefined || first?.members.length !== size) return []
  const expected = Math.ceil(members.length / size)
  if (stated.count === expected) return []
  return [
    {
      signature: 'wrong-pages',
      message: `expected the number ${expected} of pages at ${stated.at} for ${members.length} members, ${size} a page, got ${stated.count}`,
      at: `body#${stated.at}`,
      expected,
      actual: stated.count,
    },
  ]
}

/**
 * The schema of the answer, or its required headers, tell a total that is missing. Only a flag makes it due: "true: an object with the total".
 * Beside cursors, a server may count nothing.
 */
function missingTotal(count: number, world: World): readonly Problem[] {
  const { name, description = '' } = flagOfTotal(world) ?? {}
  const isCounted = pagedStyle(world)?.style === 'number' || pagedStyle(world)?.style === 'offset'
  if (name === undefined || !isCounted || !/\btotals?\b/i.test(description))
    throw new NotVerified('no page states a total')
  return [
    {
      signature: 'no-total',
      message: `expected the total ${count} for ${name}=true, got none`,
      at: `body#${world.resource.list?.total?.value ?? ''}`,
      expected: count,
      actual: 'no total',
    },
  ]
}
