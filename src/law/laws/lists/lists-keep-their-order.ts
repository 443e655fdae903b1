import { isDeepStrictEqual } from 'node:util'
import { valueAt } from '../../../json/pointer.ts'
import { NEXT_SECOND } from '../../compare/instant.ts'
import { areSorted, isComparable } from '../../list/are-sorted.ts'
import { boundedNumber } from '../../compare/bounded-value.ts'
import {
  creationIn,
  defaultOrder,
  type DefaultOrder,
  isByAny,
  isIn,
  isOfTime,
  nameAt,
  placeBy,
} from '../../list/default-order.ts'
import { listedAt } from '../../list/listed-at.ts'
import { FEWEST, holdOrderOfPresent } from '../../list/order-of-present.ts'
import { isSuccess } from '../../session/exchange.ts'
import type { Member } from '../../session/member.ts'
import { NotVerified } from '../../session/not-verified.ts'
import type { Problem } from '../../session/problem.ts'
import { all, listsAll, missing, type Need } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import type { World } from '../../world/world.ts'

const hasOrder: Need = (resource, _, document) => {
  const order = defaultOrder(resource, document)
  if (order === undefined) return missing('in which order a list shows its members')
  return { holds: true, certainty: order.isStated ? 'sure' : 'guess' }
}

/** A list that is asked for no order shows the members of the run in the order that the document states. */
export const listsKeepTheirOrder: Law = {
  id: 'lists-keep-their-order',
  level: 'must',
  text: 'A list that is asked for no order shows its members in the order that the document states, such as the newest first.',
  source: 'the document: words such as "newest first" or "sorted by name", or the default of a parameter such as sort',
  isRare: true,
  needs: all(listsAll, hasOrder),
  async check(world) {
    const order = defaultOrder(world.resource, world.document)
    if (order === undefined) throw new NotVerified('the document states no order of the list')
    if (world.resource.create === undefined) return holdOrderOfPresent(order, world)
    const isTimed = order.by === undefined || isOfTime(order.by)
    const several = await world.several()
    // Members of one second may stand in any order.
    if (isTimed) await world.wait(NEXT_SECOND)
    const members = isTimed ? [...several, await world.fresh()] : several
    const above = members[0]?.above ?? []
    if (members.some((member) => !isDeepStrictEqual(member.above, above)))
      throw new NotVerified('the members stand in several lists')
    const walk = await world.walk(above)
    const keys = members.map(({ own }) => JSON.stringify(own))
    const listedOf = (page: readonly unknown[]): readonly Listed[] =>
      page
        .map((shown) => ({ shown, made: keys.indexOf(JSON.stringify(world.keysOf(shown))) }))
        .filter(({ made }) => made >= 0)
    // A page that has them all hangs on no way to the next one.
    const page = walk.pages.find((one) => listedOf(one.members).length === members.length)
    const own = listedOf(page?.members ?? walk.members)
    const answer = page?.answer ?? walk.last
    if (!isSuccess(answer) || own.length !== members.length)
      throw new NotVerified('the list does not show each member of the run once')
    const problem = isTimed ? timeProblem(own, members, order) : valueProblem(own, order, world)
    world.expect(
      answer,
      problem.map((one) => ({ ...one, at: world.itemsAt(answer) })),
    )
  },
}

/** A listed member of the run, and its place among the creates. */
interface Listed {
  readonly shown: unknown
  readonly made: number
}

type Told = readonly Omit<Problem, 'at'>[]

/** The member that was made last, a second after the others, is the first or the last one. */
function timeProblem(own: readonly Listed[], members: readonly Member[], { by, isFalling }: DefaultOrder): Told {
  const place = own.findIndex(({ made }) => made === members.length - 1)
  const ends = isFalling === undefined ? [0, own.length - 1] : [isFalling ? 0 : own.length - 1]
  const shown = own.map((one) => one.shown)
  const created = (by === undefined ? undefined : placeBy(by, shown[0])) ?? creationIn(shown[0])
  const times = shown.map((one) => (created === undefined ? undefined : boundedNumber(valueAt(one, created))))
  const isByTimes = times.every((time) => time !== undefined) && new Set(times).size > 1
  const isRight = isByTimes ? isIn(times, isFalling) : ends.includes(place)
  // "Newest first" may be about another time than that of the create, such as the date of an expense.
  if (isRight || (by === undefined && isByAny(shown, isFalling))) return []
  const wanted = isFalling === undefined ? 'by their time' : isFalling ? 'the newest first' : 'the oldest first'
  return [
    {
      signature: isFalling === false ? 'not-oldest-first' : 'not-newest-first',
      message: `expected the members of the run ${wanted}, got the one that was made last at place ${place + 1} of ${own.length}`,
      expected: wanted,
      actual: own.map(({ made }) => made + 1),
      ...(members.some(({ created: answer }) => answer?.status === 202) ? { level: 'should' as const } : {}),
    },
  ]
}

/** The values of the property are in order. Texts rise where nothing else is said. */
function valueProblem(own: readonly Listed[], { by = '', isFalling }: DefaultOrder, world: World): Told {
  const place = placeBy(by, own[0]?.shown)
  const values = place === undefined ? [] : own.map(({ shown }) => valueAt(shown, place))
  // A text such as a code has no word of the run. Listed values may have an order of their own.
  const isListed = place !== undefined && listedAt(place, world) !== undefined
  const areComparable = values.every((value) => isComparable(value) || (typeof value === 'string' && !isListed))
  if (place === undefined || !areComparable || new Set(values).size < FEWEST)
    throw new NotVerified('the members of the run have no different values of the property that orders them')
  const name = nameAt(place)
  const isFallingText = isFalling === undefined && typeof values[0] === 'string' && !areSorted(values, false)
  if (isIn(values, isFalling) && !isFallingText) return []
  return [
    {
      signature: `not-by-${name}`,
      message: `expected the members of the run by ${name}, as the document orders the list, got another order`,
      expected: isFalling === true ? 'falling' : 'rising',
      actual: values,
      ...(isIn(values, isFalling) ? { level: 'should' as const } : {}),
    },
  ]
}
