import type { ApiParameter } from '../../document/api-document.ts'
import { valueAt, withValueAt } from '../../json/pointer.ts'
import type { Pointer } from '../../resource/model.ts'
import { memberIn, withMember } from '../body/wrapped-member.ts'
import { isSuccess } from '../session/exchange.ts'
import type { Member } from '../session/member.ts'
import type { Problem } from '../session/problem.ts'
import type { World } from '../world/world.ts'
import { areSorted, isComparable } from './are-sorted.ts'
import { type AskedOrder, placeOfOrder } from './asked-orders.ts'
import { boundedNumber } from '../compare/bounded-value.ts'
import { severalInQuery } from './several-in-query.ts'

/** Two orders of which the second decides among members that are equal in the first. */
interface Tie {
  readonly first: AskedOrder
  readonly second: AskedOrder
}

/**
 * Asks for two orders at once where the parameter takes several: members that are equal in the first one stand in the second. Where no members of the
 * run are equal, one more is created. Returns the count of what was judged.
 */
export async function holdSecondOrder(
  orders: readonly AskedOrder[],
  members: readonly Member[],
  world: World,
): Promise<number> {
  const { parameters } = world.operation(world.resource.list?.operation ?? '')
  const parameter = parameters.find((one) => one.name === orders[0]?.parameter && takesSeveral(one, world))
  const clear = orders.filter(
    (one) => one.parameter === parameter?.name && one.isEither !== true && one.beside === undefined,
  )
  if (parameter === undefined || new Set(clear.map(({ property }) => property)).size < 2) return 0
  const keys = new Set(members.map(({ own }) => JSON.stringify(own)))
  const above = members[0]?.above ?? []
  const shown = async (): Promise<readonly unknown[]> =>
    (await world.walk(above)).members.filter((one) => keys.has(JSON.stringify(world.keysOf(one))))
  let own = await shown()
  if (tiesIn(own, clear).length === 0) {
    const made = await makeEqual(clear, members, world)
    if (made === undefined) return 0
    keys.add(JSON.stringify(made.own))
    own = await shown()
  }
  let judged = 0
  for (const tie of tiesIn(own, clear)) {
    const query = severalInQuery(parameter, [tie.first.value, tie.second.value], world)
    const walk = query === undefined ? undefined : await world.walk(above, query)
    if (walk === undefined || !isSuccess(walk.last)) continue
    judged += 1
    const listed = walk.members.filter((one) => keys.has(JSON.stringify(world.keysOf(one))))
    world.expect(walk.last, problemsOf(tie, listed, world.itemsAt(walk.last)))
  }
  return judged
}

/** True for a parameter that takes several orders. A `Pageable` of Spring has a list for them, which a server may read one of: there, words are needed. */
function takesSeveral(parameter: ApiParameter, world: World): boolean {
  if (severalInQuery(parameter, [], world) === undefined) return false
  return parameter.sorts === undefined || SEVERAL.test(parameter.description ?? '')
}

const SEVERAL = /\b(?:multiple|several|more than one)\b/i

/** The second order both ways, beside the first property of which members have one value, and several of the second. */
function tiesIn(own: readonly unknown[], orders: readonly AskedOrder[]): readonly Tie[] {
  for (const first of orders)
    for (const { property } of orders) {
      if (property === first.property) continue
      const seconds = orders.filter((one) => one.property === property)
      const isTold = groupsOf({ first, second: seconds[0] ?? first }, own).some((values) => new Set(values).size > 1)
      if (isTold) return seconds.map((second) => ({ first, second }))
    }
  return []
}

/** The values of the second property of the members that share one of the first, in the order of the list. */
function groupsOf({ first, second }: Tie, shown: readonly unknown[]): readonly (readonly unknown[])[] {
  const groups = new Map<unknown, unknown[]>()
  for (const member of shown) {
    const [equal, value] = [first, second].map(({ property }) => valueAt(member, placeOfOrder(property, member)))
    // A time may be kept with more digits than it is shown with. Listed values may have an order of their own.
    if (isTime(equal) || !(typeof equal === 'string' || Number.isInteger(equal)) || !isComparable(value)) continue
    groups.set(equal, [...(groups.get(equal) ?? []), value])
  }
  return [...groups.values()]
}

function isTime(value: unknown): boolean {
  return typeof value === 'string' && boundedNumber(value) !== undefined
}

/** A new member with a value of the first one, of a property that an order names. Undefined where none can be made. */
async function makeEqual(
  orders: readonly AskedOrder[],
  [model]: readonly Member[],
  world: World,
): Promise<Member | undefined> {
  const { resource } = world
  const isFree = (place: Pointer): boolean => resource.unique.every(({ value }) => value !== place)
  for (const { property } of orders) {
    const place = placeOfOrder(property, model?.sent)
    const value = valueAt(model?.sent, place)
    if (model?.claim === undefined || value === undefined || isTime(value) || !isFree(place)) continue
    const asked = await world.body({ parent: model.parent })
    const member = withValueAt(memberIn(asked.body, resource), place, value)
    const created = await world.create({ ...asked, body: withMember(asked.body, member, resource) })
    const made = await world.arrived(created)
    if (made !== undefined) return made
  }
  return undefined
}

function problemsOf({ first, second }: Tie, listed: readonly unknown[], at: string): readonly Problem[] {
  const values = groupsOf({ first, second }, listed).find((one) => !areSorted(one, second.isFalling))
  if (values === undefined) return []
  return [
    {
      signature: `not-second-by-${second.property}`,
      message: `expected members with the same ${first.property} by ${second.property} for ${first.parameter}=${first.value},${second.value}, got another order`,
      at,
      expected: second.isFalling ? 'falling' : 'rising',
      actual: values.slice(0, 5),
      ...(first.isStated && second.isStated ? {} : { level: 'should' as const }),
    },
  ]
}
