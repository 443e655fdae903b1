import { isObject } from '../../../json/pointer.ts'
import type { Pointer } from '../../../resource/model.ts'
import { isSuccess } from '../../session/exchange.ts'
import { all, creates, listsAll } from '../../world/facts.ts'
import { unknownKey } from '../../key/unknown-key.ts'
import { isPlain, valuesAtPlace } from '../../list/filter-place.ts'
import { type Filter, type Filters, filtersOf, wholeOf } from '../../list/filters-of.ts'
import { othersIn } from '../../list/others-in.ts'
import { totalBeside } from '../../list/total-beside.ts'
import { holdSeveral } from '../../list/several-values.ts'
import type { Law } from '../../world/law.ts'
import type { Member } from '../../session/member.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { type Problem, shouldUnless } from '../../session/problem.ts'
import type { Walk } from '../../walk/walk-list.ts'
import type { World } from '../../world/world.ts'

/**
 * A query parameter that has the name of a property filters by it. A should where the name alone says so. Documents of frameworks describe no
 * parameter: there, listed values and keys are those of a filter.
 */
export const filtersFilter: Law = {
  id: 'filters-filter',
  level: 'must',
  text: 'A list with a query parameter that has the name of a property shows only members with that value.',
  source: 'the document: a query parameter and a property have one name',
  needs: all(creates, listsAll),
  async check(world) {
    const members = await world.several()
    const [first] = members
    if (first === undefined || !members.some(({ sent }) => isObject(sent)))
      throw new NotVerified('the member is no object')
    const filters = filtersOf(members, world).slice(0, MOST)
    if (filters.length === 0) throw new NotVerified('no query parameter has the name of a property')
    let walked: Promise<Walk> | undefined
    const unfiltered = (): Promise<Walk> => (walked ??= world.walk(first.above))
    for (const { values, ...filter } of filters)
      for (const value of values) await hold({ ...filter, value }, { members, unfiltered }, world)
    for (const filter of filters) await holdSeveral({ filter, members, without: unfiltered }, world)
    await holdPairs(filters, members, world)
  },
}

/** The parameters that are sent, as a count. */
const MOST = 3

/** The list without a filter, which is walked once at most. */
type Unfiltered = () => Promise<Walk>

interface Holding {
  readonly members: readonly Member[]
  readonly unfiltered: Unfiltered
}

async function hold(filter: Filter, { members, unfiltered }: Holding, world: World): Promise<void> {
  const query = { [filter.name]: String(filter.value) }
  const above = members[0]?.above ?? []
  // Pages of one member: a filter may be lost on the second, or work on each page alone.
  const walk = await world.walk(above, { query, size: 1, most: 3 })
  for (const { answer, members: shown } of walk.pages) {
    if (!isSuccess(answer)) return
    world.expect(answer, othersIn(shown, filter, world.itemsAt(answer)))
  }
  const whole = walk.complete ? walk : await world.walk(above, { query })
  if (!whole.complete || !isSuccess(whole.last)) return
  world.expect(whole.last, totalBeside(whole, { by: `by ${filter.name}`, isStated: filter.isStated }, world))
  world.expect(whole.last, lostIn(whole, { filter, members, without: await unfiltered() }, world))
}

interface Unlost {
  readonly filter: Filter
  readonly members: readonly Member[]
  readonly without: Walk
}

/** A filter keeps the members of the run with the value, which the list shows without it. */
function lostIn(
  { members: shown, size, last }: Walk,
  { filter: { name, at, value, isAnyCase, isStated }, members, without }: Unlost,
  { itemsAt, keysOf }: World,
): readonly Problem[] {
  const [own, found] = [members.map((one) => one.own), shown.map(keysOf)].map(
    (keys) => new Set(keys.map((one) => JSON.stringify(one))),
  )
  const isWanted = (one: unknown): boolean =>
    isAnyCase ? String(one).toLowerCase() === String(value).toLowerCase() : one === value
  const kept = without.members.filter(
    (one) => own?.has(JSON.stringify(keysOf(one))) === true && valuesAtPlace(one, at)?.some(isWanted) === true,
  )
  const count = kept.filter((one) => found?.has(JSON.stringify(keysOf(one))) === true).length
  if (count === kept.length) return []
  const pages = size === undefined ? '' : ` on pages of ${size}`
  return [
    {
      signature: `none-by-${name}`,
      message: `expected the ${kept.length} members with ${name} ${String(value)}${pages}, got ${count === 0 ? 'none' : `${count} of them`}`,
      at: itemsAt(last),
      expected: kept.length,
      actual: count,
      ...shouldUnless(isStated),
    },
  ]
}

/** Two filters together show only what both would show: one may be lost beside the other. */
async function holdPairs(filters: Filters, members: readonly Member[], world: World): Promise<void> {
  const stated = filters.filter(({ isStated }) => isStated)
  const pairs = stated.flatMap((one, index) => stated.slice(index + 1).map((other) => [one, other] as const))
  for (const pair of pairs) {
    await holdPair(pair, members, world)
    await holdPair([pair[1], pair[0]], members, world)
  }
}

type Pair = readonly [Filters[number], Filters[number]]

async function holdPair(filters: Pair, members: readonly Member[], world: World): Promise<void> {
  const [member] = members
  if (member === undefined) return
  // The first finds the member, and the second others: what is shown is there by mistake.
  const pair = filters.flatMap(({ values, ...filter }, index) => {
    const [own = [], ...others] = members.map((each) => valuesAtPlace(wholeOf(each, true, world), filter.at) ?? [])
    const unheld = keyOfNone(filter.at, own[0], world)
    const another = [...others.flat(), unheld, ...values].find((each) => each !== undefined && !own.includes(each))
    const value = index === 0 ? own[0] : (another ?? own[0])
    return isPlain(value) ? [{ ...filter, value }] : []
  })
  if (pair.length < 2) return
  const query = Object.fromEntries(pair.map(({ name, value }) => [name, String(value)]))
  const { last, members: shown } = await world.walk(member.above, { query })
  if (!isSuccess(last)) return
  for (const filter of pair) world.expect(last, othersIn(shown, filter, world.itemsAt(last)))
}

/** A key that no member has, in the place of one that all members name. */
function keyOfNone(at: Pointer, key: unknown, world: World): unknown {
  const resource = world.model.resources[world.resource.refers[at]?.value ?? '']
  if (resource === undefined || (typeof key !== 'string' && typeof key !== 'number')) return undefined
  const { own, isFree } = unknownKey([String(key)], { ...world, resource })
  return isFree ? own[0] : undefined
}
