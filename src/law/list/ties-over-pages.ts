import { valueAt } from '../../json/pointer.ts'
import { isSuccess } from '../session/exchange.ts'
import type { Member } from '../session/member.ts'
import { asShould, type Problem } from '../session/problem.ts'
import type { Walk } from '../walk/walk-list.ts'
import type { World } from '../world/world.ts'
import { type AskedOrder, placeOfOrder } from './asked-orders.ts'
import { makeTied } from './make-tied.ts'

/** The orders with equal values that are walked, as a count. */
const MOST = 3

/**
 * Walks pages of two members in each order in which members of the run are equal: each of them comes once, whatever decides among them. A fault is told where it shows twice.
 * A should where no description says how equal members are ordered. Returns the count of what was judged.
 */
export async function holdTies(
  orders: readonly AskedOrder[],
  members: readonly Member[],
  world: World,
): Promise<number> {
  const { list } = world.resource
  if (list?.pages?.value.some(({ style }) => style !== 'whole') !== true || members.length < FEWEST) return 0
  const above = members[0]?.above ?? []
  let { shown, own } = await listedOf(members, world)
  let tied = orders.filter(({ property }) => areTied(shown, property)).slice(0, MOST)
  if (tied.length === 0) {
    const made = await makeTied(orders, members, world)
    if (made.length < FEWEST - 1) return 0
    ;({ shown, own } = await listedOf([...members, ...made], world))
    tied = orders.filter(({ property }) => areTied(shown, property)).slice(0, 1)
  }
  let judged = 0
  for (const order of tied) {
    const query = { [order.parameter]: order.value, ...order.beside }
    const values = new Map(
      shown.map((one) => [JSON.stringify(world.keysOf(one)), valueTextOf(one, order.property)] as const),
    )
    const look = (): Promise<Walk> => world.walk(above, { query, size: 2 })
    const [first, second] = [await look(), await look()]
    if (!isSuccess(first.last) || !isSuccess(second.last) || first.pages.length < 2) continue
    judged += 1
    const listed = { own, valueOf: (one: Member) => values.get(JSON.stringify(one.own)) }
    const faults = membersAmiss(second, listed, world)
    const found = membersAmiss(first, listed, world).filter((key) => faults.includes(key))
    world.expect(second.last, problemsOf(order, { found, walk: second }, world))
  }
  return judged
}

/** The members that the list shows, and those of the run among them. */
async function listedOf(
  members: readonly Member[],
  world: World,
): Promise<{ readonly shown: readonly unknown[]; readonly own: readonly Member[] }> {
  const { members: shown } = await world.walk(members[0]?.above ?? [])
  const listed = new Set(shown.map((one) => JSON.stringify(world.keysOf(one))))
  return { shown, own: members.filter((one) => listed.has(JSON.stringify(one.own))) }
}

/** The fewest members of which a page of two leaves some for another page. */
const FEWEST = 3

/** True where three members have one value: two of them stand on one page by chance. */
function areTied(shown: readonly unknown[], property: string): boolean {
  const values = shown.map((one) => valueTextOf(one, property))
  return values.some((value) => values.filter((one) => one === value).length >= FEWEST)
}

function valueTextOf(shown: unknown, property: string): string {
  return JSON.stringify(valueAt(shown, placeOfOrder(property, shown)) ?? null)
}

/** The members of the run that a list shows, and the value of each by which it is sorted. */
interface Listed {
  readonly own: readonly Member[]
  readonly valueOf: (member: Member) => string | undefined
}

/**
 * The members of the run that a walk shows twice, and those that a whole walk lacks. An order may leave out members, such as those without a value:
 * of a shorter walk, only a member counts whose value another one has that the walk shows.
 */
function membersAmiss(walk: Walk, { own: members, valueOf }: Listed, world: World): readonly string[] {
  const shown = walk.members.map((one) => JSON.stringify(world.keysOf(one)))
  const countOf = ({ own }: Member): number => shown.filter((one) => one === JSON.stringify(own)).length
  const there = new Set(members.filter((one) => countOf(one) > 0).map(valueOf))
  const lost = members.filter((one) => countOf(one) === 0)
  const isWhole = walk.members.length >= members.length || lost.every((one) => there.has(valueOf(one)))
  return members.flatMap((one) => {
    const count = countOf(one)
    return count > 1 || (count === 0 && walk.complete && isWhole) ? [one.own.join('/')] : []
  })
}

function problemsOf(
  { parameter, value, property }: AskedOrder,
  { found, walk }: { readonly found: readonly string[]; readonly walk: Walk },
  world: World,
): readonly Problem[] {
  const [key] = found
  if (key === undefined) return []
  const { parameters } = world.operation(world.resource.list?.operation ?? '')
  const { description = '' } = parameters.find(({ name }) => name === parameter) ?? {}
  const count = walk.members.filter((one) => world.keysOf(one)?.join('/') === key).length
  const problem: Problem = {
    signature: `ties-by-${property}`,
    message: `expected each member once on pages of two for ${parameter}=${value}, where several have the same ${property}, got ${key} ${count === 0 ? 'on no page' : `${count} times`}`,
    at: world.itemsAt(walk.last),
    expected: 1,
    actual: count,
  }
  return [TIES.test(description) ? problem : asShould(problem)]
}

/** A description that says how equal members are ordered. */
const TIES = /\b(?:equal|ties?|same (?:value|time|name|\w+) (?:are|is|come))\b/i
