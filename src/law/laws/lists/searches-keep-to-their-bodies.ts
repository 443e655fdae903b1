import { bodySearches, type BodySearch } from '../../../resource/infer/body-searches.ts'
import { areSorted, isComparable } from '../../list/are-sorted.ts'
import { placeOfOrder } from '../../list/asked-orders.ts'
import { filterPlace, isPlain, valuesAtPlace } from '../../list/filter-place.ts'
import { wholeOf } from '../../list/filters-of.ts'
import { holdsMember } from '../../list/list-membership.ts'
import { ordersOfList } from '../../list/orders-of-list.ts'
import { searchWorld, sendSearch } from '../../list/search-world.ts'
import { flatten } from '../../body/flatten-schema.ts'
import { valueAt } from '../../../json/pointer.ts'
import { isSuccess } from '../../session/exchange.ts'
import type { Member } from '../../session/member.ts'
import { NotVerified, unlessNotVerified } from '../../session/not-verified.ts'
import { all, creates, keyed, lacking, type Need } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { lookUntil } from '../../world/look-until.ts'
import type { World } from '../../world/world.ts'
import type { Walk } from '../../walk/walk-list.ts'
import { filtersFilter } from './filters-filter.ts'
import { pageSizeIsKept } from './page-size-is-kept.ts'
import { pagesHoldAllMembers } from './pages-hold-all-members.ts'
import { totalCountsMembers } from './total-counts-members.ts'
import { shouldUnless } from '../../session/problem.ts'

const hasSearches: Need = (resource, _, document) =>
  bodySearches(resource, document).length > 0
    ? { holds: true, certainty: 'sure' }
    : lacking('search by POST that answers the members')

/** A search by POST is a list whose query stands in its body. */
export const searchesKeepToTheirBodies: Law = {
  id: 'searches-keep-to-their-bodies',
  level: 'must',
  text: 'A search by POST, such as POST /contacts/search, shows members by the properties of its body as a list does by its query: filters, orders, pages and total.',
  source: 'the document: a POST below the list that only asks, and answers members',
  isRare: true,
  needs: all(creates, keyed, hasSearches),
  async check(world) {
    const members = await world.several()
    let judged = 0
    for (const search of bodySearches(world.resource, world.document).slice(0, MOST)) {
      if (!(await showsAll(search, members, world))) continue
      judged += 1
      for (const law of [filtersFilter, totalCountsMembers, pageSizeIsKept, pagesHoldAllMembers])
        await holdLaw(law, search, world)
      await holdAll(search, members, world)
      await holdOrders(search, members, world)
    }
    if (judged === 0) throw new NotVerified('no search without a condition shows the members')
  },
}

/** The searches that are held, as a count. */
const MOST = 2

/** True for a search that shows all members of the run where it has no condition: an index may know them later, or not at all. */
async function showsAll(search: BodySearch, members: readonly Member[], world: World): Promise<boolean> {
  const inSearch = searchWorld(search, world)
  const isWhole = (walk: Walk): boolean => members.every((member) => holdsMember(walk.members, member, world))
  const found = await lookUntil(
    () => inSearch.walk(members[0]?.above ?? []),
    (walk) => !isSuccess(walk.last) || isWhole(walk),
    world,
  )
  return isSuccess(found.last) && isWhole(found)
}

/** Holds the search to a law of lists. Pages in an order of which the document says nothing may be of any order. */
async function holdLaw(law: Law, search: BodySearch, world: World): Promise<void> {
  const { resource, model, document } = searchWorld(search, world)
  const needs = law.needs(resource, model, document)
  if (!needs.holds) return
  const isUnsorted = law === pagesHoldAllMembers && !SORTED.test(search.operation.description ?? '')
  const inSearch = searchWorld(search, world, { isGuess: isUnsorted || needs.certainty === 'guess' })
  await unlessNotVerified(() => law.check(inSearch))
}

const SORTED = /\b(?:sorted|ordered)\b/i

/** A list of values of which the document says that a member has all of them finds no member that has one of them alone. */
async function holdAll(search: BodySearch, members: readonly Member[], world: World): Promise<void> {
  const [first] = members
  for (const { name, schema, description = '' } of search.asList.parameters) {
    const isList = [flatten(schema, world.document.schemas)['type']].flat().includes('array')
    if (first === undefined || !isList || !ALL.test(description)) continue
    const wholes = members.map((member) => wholeOf(member, true, world))
    const at = wholes
      .map((whole) => filterPlace(name, whole))
      .find((place, index) => place !== undefined && Array.isArray(valueAt(wholes[index], place)))
    const held = wholes.map((whole) => (at === undefined ? [] : (valuesAtPlace(whole, at) ?? []).filter(isPlain)))
    const pair = pairIn(held)
    if (at === undefined || pair === undefined) continue
    const answer = await sendSearch(search, { above: first.above, query: { [name]: pair } }, world)
    if (!isSuccess(answer)) continue
    const inSearch = searchWorld(search, world)
    const found = inSearch.itemsOf(answer).find((one) => {
      const values = valuesAtPlace(one, at)
      return values?.every(isPlain) === true && !pair.every((value) => values.includes(value))
    })
    const problem = {
      signature: `not-all-of-${name}`,
      message: `expected only members with all of ${name} ${pair.map(String).join(', ')}, got others`,
      at: `${inSearch.itemsAt(answer)}${at}`,
      expected: pair,
      actual: found === undefined ? undefined : valuesAtPlace(found, at),
    }
    world.expect(answer, found === undefined ? [] : [problem])
  }
}

const ALL =
  /\ball of (?:them|these|the)\b|\b(?:have|has|with|match(?:es)?) all\b|\b(?:each|every one) of (?:them|these|the)\b/i

/** Two values that no member has both of. */
function pairIn(held: readonly (readonly unknown[])[]): readonly unknown[] | undefined {
  for (const [index, values] of held.entries())
    for (const other of held.slice(index + 1).flat())
      for (const value of values)
        if (!held.some((one) => one.includes(value) && one.includes(other))) return [value, other]
  return undefined
}

/** The orders that are asked for, and the pages of each, as counts. */
const MOST_ORDERS = 3
const MOST_PAGES = 6

/** Pages of one member are in the order that is asked for. One without a direction may rise or fall. */
async function holdOrders(search: BodySearch, members: readonly Member[], world: World): Promise<void> {
  const inSearch = searchWorld(search, world)
  const { orders } = ordersOfList(members, inSearch)
  for (const { parameter, value, property, isFalling, beside } of orders.slice(0, MOST_ORDERS)) {
    const query = { [parameter]: value, ...beside }
    const walk = await inSearch.walk(members[0]?.above ?? [], { query, size: 1, most: MOST_PAGES })
    const place = placeOfOrder(property, walk.members[0])
    const values = walk.members.map((one) => valueAt(one, place))
    if (!isSuccess(walk.last) || new Set(values).size < 3 || !values.every(isComparable)) continue
    const isEither = value === property && beside === undefined
    const isRight = areSorted(values, isFalling) || (isEither && areSorted(values, !isFalling))
    const problem = {
      signature: `not-by-${property}`,
      message: `expected members by ${property} for ${JSON.stringify(query)}, got another order`,
      at: inSearch.itemsAt(walk.last),
      expected: isEither ? 'rising or falling' : isFalling ? 'falling' : 'rising',
      actual: values.slice(0, 5),
      ...shouldUnless(isSaid(parameter, search)),
    }
    world.expect(walk.last, isRight ? [] : [problem])
  }
}

/** True where a description says that the property orders. */
function isSaid(name: string, { asList }: BodySearch): boolean {
  const { description = '' } = asList.parameters.find((one) => one.name === name) ?? {}
  return /\b(?:sort|order)(?:s|ed|ing)?\b/i.test(description)
}
