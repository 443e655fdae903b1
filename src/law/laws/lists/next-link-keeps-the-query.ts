import { isDeepStrictEqual } from 'node:util'
import { parsePointer, valueAt, withValueAt } from '../../../json/pointer.ts'
import { memberIn, withMember } from '../../body/wrapped-member.ts'
import { areSorted, isComparable } from '../../list/are-sorted.ts'
import { type AskedOrder, placeOfOrder } from '../../list/asked-orders.ts'
import { type AskedFilter, askedFilters } from '../../list/asked-filters.ts'
import { valuesAtPlace } from '../../list/filter-place.ts'
import type { Pointer } from '../../../resource/model.ts'
import { type AskedSearch, askedSearches } from '../../list/asked-searches.ts'
import { holdsExactKey } from '../../list/list-membership.ts'
import { fittingLink } from '../../list/fitting-link.ts'
import { type LinkedStyle, linkedStyles } from '../../list/linked-style.ts'
import { ordersOfList } from '../../list/orders-of-list.ts'
import { othersIn } from '../../list/others-in.ts'
import type { Member } from '../../session/member.ts'
import { NotVerified, unlessNotVerified } from '../../session/not-verified.ts'
import { isSuccess } from '../../session/exchange.ts'
import { asShould, type Problem, shouldUnless } from '../../session/problem.ts'
import type { Walk } from '../../walk/walk-list.ts'
import { all, creates, listsAll, pages } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import type { World } from '../../world/world.ts'

/** A client follows a link as it is: what the first request asked for is in the link, or is lost. */
export const nextLinkKeepsTheQuery: Law = {
  id: 'next-link-keeps-the-query',
  level: 'must',
  text: 'The link to the next page of a list is there beside a filter, a search or an order too, and leads to members by the filter or the search, in the order and in the number that the first page was asked for.',
  source: 'RFC 8288, section 3.3 (next)',
  needs: all(creates, listsAll, pages),
  async check(world) {
    const members = await world.several()
    const above = members[0]?.above ?? []
    const links = await linksOf(above, world)
    if (links.length === 0) throw new NotVerified('no page of the list has a link to the next one')
    let judged = 0
    for (const linked of links)
      for (const hold of [holdFilters, holdSearch, holdOrder, holdSize])
        judged += Number(await hold({ ...linked, above, members }, world))
    if (judged === 0) throw new NotVerified('no list by a filter or in an order has a link to a second page')
  },
}

interface Held extends LinkedStyle {
  readonly above: readonly string[]
  readonly members: readonly Member[]
}

/** The pages of a link, and those that are asked for from the first one on: the second of them is where a query is lost. */
const MOST_PAGES = 4

/** The links that the contract states, and those that a page shows. */
async function linksOf(above: readonly string[], world: World): Promise<readonly LinkedStyle[]> {
  const styles = world.resource.list?.pages?.value ?? []
  const stated: LinkedStyle[] = []
  for (const style of styles)
    if (style.style === 'link') stated.push({ style: await fittingLink(style, above, world), level: 'must' })
  if (stated.length > 0) return stated
  const [first] = styles
  const { last } = await world.walk(above, { size: 1, most: 1 })
  return first !== undefined && isSuccess(last) ? linkedStyles(last, first, world) : []
}

/** The filters that are followed, as a count: a link may lose one of them. */
const MOST_FILTERS = 3

/** Members by filters, each alone. True where one was judged. */
async function holdFilters(held: Held, world: World): Promise<boolean> {
  let judged = 0
  for (const filter of askedFilters(held.members, world))
    if (judged < MOST_FILTERS) judged += Number(await holdFilter(filter, held, world))
  return judged > 0
}

/** A query that a link may lose. */
interface Followed {
  readonly name: string
  readonly query: Readonly<Record<string, string>>
  /** True for a page of all members that shows an effect of the query. */
  readonly isEffective: (whole: Walk) => boolean
  /** What the pages of the link show without the query. `look` shows the page of all members again. */
  readonly lostIn: (walk: Walk, whole: Walk, look: () => Promise<Walk | undefined>) => Promise<readonly Lost[]>
}

type Lost = Omit<Problem, 'signature'>

/** Follows the link of a list with a query, by pages of one member. True where it was judged. */
async function followLink({ name, query, isEffective, lostIn }: Followed, held: Held, world: World): Promise<boolean> {
  const onePage = (): Promise<Walk | undefined> => pagesOf({ ...held, query, size: 100, most: 1 }, world)
  const whole = await onePage()
  if (whole === undefined || whole.members.length < 2 || !isEffective(whole)) return false
  const walk = await pagesOf({ ...held, query, size: 1, most: MOST_PAGES }, world)
  if (walk !== undefined && endsEarly(walk, whole)) return expectLink(name, { walk, onePage, held }, world)
  if (walk === undefined || walk.pages.length < 2) return false
  const lost = await lostIn(walk, whole, onePage)
  const signature = `link-loses-${name}`
  world.expect(
    walk.last,
    atLevel(
      lost.map((one) => ({ ...one, signature })),
      held,
    ),
  )
  return true
}

function onPagesOf({ pages: [first] }: Walk): string {
  return `on the pages that links lead to from ${first?.answer.asked ?? ''}`
}

/** Members by a filter: the same filter without a link shows no others. */
async function holdFilter(filter: AskedFilter, held: Held, world: World): Promise<boolean> {
  await makeSecond(filter, held, world)
  const followed: Followed = {
    name: filter.name,
    query: { [filter.name]: filter.asked },
    isEffective: ({ members }) => othersIn(members, filter, '').length === 0,
    lostIn: (walk) => {
      const others = othersIn(walk.members, filter, world.itemsAt(walk.last))
      return Promise.resolve(others.map((one) => ({ ...one, message: `${one.message}, ${onPagesOf(walk)}` })))
    },
  }
  return followLink(followed, held, world)
}

/** Members that a search finds: one page shows all of them, and not each member of the run. */
async function holdSearch(held: Held, world: World): Promise<boolean> {
  for (const search of askedSearches(held.members, world)) {
    await makeSecond(search, held, world)
    if (await followLink(followedSearch(search, held, world), held, world)) return true
  }
  return false
}

function followedSearch(search: AskedSearch, { members }: Held, world: World): Followed {
  const isOther = (member: unknown, page: Walk): boolean => !holdsExactKey(page.members, world.keysOf(member), world)
  return {
    name: search.name,
    query: { [search.name]: search.value },
    isEffective: (whole) => members.some(({ own }) => !holdsExactKey(whole.members, own, world)),
    lostIn: async (walk, whole, look) => {
      const other = walk.members.find((member) => isOther(member, whole))
      const again = other === undefined ? undefined : await look()
      // Another client may have created the member since.
      if (again === undefined || !isOther(other, again)) return []
      const found = `expected only members that a page by ${search.name}=${search.value} shows`
      const message = `${found} ${onPagesOf(walk)}, got others`
      return [{ message, at: world.itemsAt(walk.last), expected: whole.members.length, actual: other }]
    },
  }
}

/** True where the first page is the last one, and lacks members that the list shows on one page. */
function endsEarly({ pages: shown, members, complete }: Walk, whole: Walk): boolean {
  return complete && shown.length === 1 && members.length > 0 && members.length < whole.members.length
}

interface Ending {
  readonly walk: Walk
  /** Looks at all members on one page. */
  readonly onePage: () => Promise<Walk | undefined>
  readonly held: Held
}

/** A page without the query has a link: with it, members are lost to a client who follows links. False where another client has deleted them. */
async function expectLink(parameter: string, { walk, onePage, held }: Ending, world: World): Promise<boolean> {
  const again = await onePage()
  if (again === undefined || !endsEarly(walk, again)) return false
  const [page] = walk.pages
  const [count, total] = [walk.members.length, again.members.length]
  const { next } = held.style.style === 'link' ? held.style : { next: undefined }
  const problem = {
    signature: `no-link-with-${parameter}`,
    message: `expected a link to the next page behind ${count} of ${total} members with ${parameter} (${page?.answer.asked ?? ''}), got none`,
    at: next !== undefined && 'at' in next ? `body#${next.at}` : 'headers',
    expected: 'a link',
    actual: 'none',
  }
  world.expect(walk.last, atLevel([problem], held))
  return true
}

/** Makes a member with the value of the filter where one alone has it: its list has one page. */
async function makeSecond(
  { place: at, value }: Pick<AskedFilter, 'place' | 'value'>,
  { members }: Held,
  world: World,
): Promise<void> {
  const [member] = members
  const isAlone = members.filter(({ sent }) => at !== undefined && holdsAt(sent, at, value)).length === 1
  if (member === undefined || at === undefined || !isAlone || parsePointer(at).length > 1) return
  await unlessNotVerified(async () => {
    const asked = await world.body({ parent: member.parent })
    const plain = memberIn(asked.body, world.resource)
    const own = Array.isArray(valueAt(plain, at)) ? [value] : value
    await world.create({ ...asked, body: withMember(asked.body, withValueAt(plain, at, own), world.resource) })
  })
}

function holdsAt(sent: unknown, place: Pointer, value: unknown): boolean {
  return valuesAtPlace(sent, place)?.includes(value) === true
}

/** Members in an order: the same order on one page is kept. */
async function holdOrder(held: Held, world: World): Promise<boolean> {
  const { orders } = ordersOfList(held.members, world)
  // The falling one first: members are often listed in a rising order without being asked.
  for (const order of orders.toSorted((one, other) => Number(other.isFalling) - Number(one.isFalling)))
    if (await followLink(followedOrder(order, world), held, world)) return true
  return false
}

function followedOrder({ property, isFalling, ...order }: AskedOrder, world: World): Followed {
  const valuesIn = ({ members }: Walk): readonly unknown[] =>
    members.map((one) => valueAt(one, placeOfOrder(property, one)))
  return {
    name: order.parameter,
    query: { [order.parameter]: order.value, ...order.beside },
    isEffective: (whole) => isOrder(valuesIn(whole), isFalling),
    lostIn: async (walk, whole, look) => {
      const values = valuesIn(walk)
      // A few members may be in the order by chance: the first of the one page are shown, unless another client has written.
      const isKept =
        areSorted(values, isFalling) && (isFirst(values, valuesIn(whole)) || (await isMoved(whole, look, valuesIn)))
      if (isKept) return []
      const message = `expected members by ${property} ${onPagesOf(walk)}, got another order`
      const expected = isFalling ? 'falling' : 'rising'
      return [{ message, at: world.itemsAt(walk.last), expected, actual: values, ...shouldUnless(order.isStated) }]
    },
  }
}

function isFirst(values: readonly unknown[], page: readonly unknown[]): boolean {
  return isDeepStrictEqual(values, page.slice(0, values.length))
}

/** True where another look at the page shows other values. */
async function isMoved(
  page: Walk,
  look: () => Promise<Walk | undefined>,
  valuesIn: (walk: Walk) => readonly unknown[],
): Promise<boolean> {
  const again = await look()
  return again === undefined || !isDeepStrictEqual(valuesIn(again), valuesIn(page))
}

/** True for values in their order that are in no other one: one value says nothing. */
function isOrder(values: readonly unknown[], isFalling: boolean): boolean {
  return (
    values.every(isComparable) &&
    new Set(values).size > 2 &&
    areSorted(values, isFalling) &&
    !areSorted(values, !isFalling)
  )
}

/** A page that a link leads to is no larger than the first one was asked to be. A should: all members are shown. */
async function holdSize(held: Held, world: World): Promise<boolean> {
  const walk = await pagesOf({ ...held, query: {}, size: 1, most: 2 }, world)
  const [first, second] = walk?.pages ?? []
  const { size } = walk ?? {}
  if (first === undefined || second === undefined || size === undefined || first.members.length > size) return false
  const { length } = second.members
  const problem = {
    signature: 'link-loses-the-size',
    message: `expected at most ${size} members on the page that a link leads to from ${first.answer.asked}, got ${length}`,
    at: world.itemsAt(second.answer),
    expected: size,
    actual: length,
    level: 'should' as const,
  }
  return world.expect(second.answer, length > size ? [problem] : []) || true
}

interface Asked extends Held {
  readonly query: Readonly<Record<string, string>>
  readonly size: number
  readonly most: number
}

/** The first pages of a walk by links; undefined where one is refused. */
async function pagesOf({ above, style, query, size, most }: Asked, world: World): Promise<Walk | undefined> {
  const walk = await world.walk(above, { style, query, size, most })
  return walk.pages.every(({ answer }) => isSuccess(answer)) ? walk : undefined
}

/** A name in a body says less than a relation: what the contract does not state is a should. */
function atLevel(problems: readonly Problem[], { level }: LinkedStyle): readonly Problem[] {
  return level === 'must' ? problems : problems.map(asShould)
}
