import { formatPointer, isObject, valueAt } from '../../json/pointer.ts'
import type { Pointer } from '../../resource/model.ts'
import type { Answer } from '../session/exchange.ts'
import { NotVerified } from '../session/not-verified.ts'
import type { Problem } from '../session/problem.ts'
import { isTime } from '../session/traces.ts'
import type { World } from '../world/world.ts'
import { areSorted } from './are-sorted.ts'
import { boundedNumber } from '../compare/bounded-value.ts'
import { creationIn, type DefaultOrder, isByAny, isIn, isOfTime, nameAt, placeBy } from './default-order.ts'

/** The fewest different values whose order is no chance. */
export const FEWEST = 3

/**
 * Holds a list that is only read, such as a log, to its order by the members that are there. One page is judged: members may come between
 * two. Texts may have an order of their own, so that only numbers and times are compared.
 */
export async function holdOrderOfPresent(order: DefaultOrder, world: World): Promise<void> {
  const { above } = await world.above()
  const { pages } = await world.walk(above, { most: 1 })
  const [page] = pages
  const problem = page === undefined ? undefined : orderProblem(page.members, order)
  if (page === undefined || problem === undefined)
    throw new NotVerified('the list shows no members with different values of the property that orders them')
  hold(page.answer, problem, world)
}

function hold(answer: Answer, problem: readonly Omit<Problem, 'at'>[], world: World): void {
  world.expect(
    answer,
    problem.map((one) => ({ ...one, at: world.itemsAt(answer) })),
  )
}

/** Undefined where the members do not tell. */
function orderProblem(
  members: readonly unknown[],
  { by, isFalling }: DefaultOrder,
): readonly Omit<Problem, 'at'>[] | undefined {
  const isTimed = by === undefined || isOfTime(by)
  const named = by === undefined ? undefined : placeBy(by, members[0])
  const place = named ?? (isTimed ? (creationIn(members[0]) ?? onlyTime(members)) : undefined)
  const values = place === undefined ? [] : members.map((one) => valueAt(one, place))
  const numbers = values.map((value) => boundedNumber(value))
  if (place === undefined || numbers.includes(undefined) || new Set(numbers).size < FEWEST) return undefined
  if (isIn(values, isFalling)) return []
  // "Newest first" may be about another time than that of the create, such as the date of an expense.
  if (isTimed && isByAny(members, isFalling)) return []
  const name = nameAt(place)
  const isTurned = isFalling !== undefined && areSorted(values, !isFalling)
  return [
    {
      signature: `not-by-${name}`,
      message: `expected the members by ${name}, ${isFalling === true ? 'falling' : 'rising'}, as the document orders the list, got ${isTurned ? 'the reverse' : 'another'} order`,
      expected: isFalling === true ? 'falling' : 'rising',
      actual: values.slice(0, SHOWN),
    },
  ]
}

/** The place at the top that has a time in each member, where there is one alone. */
function onlyTime(members: readonly unknown[]): Pointer | undefined {
  const [first] = members
  const places = Object.keys(isObject(first) ? first : {}).map((name) => formatPointer([name]))
  const times = places.filter((at) => members.every((one) => isTime(valueAt(one, at))))
  return times.length === 1 ? times[0] : undefined
}

/** The values that a finding shows, as a count. */
const SHOWN = 10
