import type { Example } from '../property-source.ts'
import { shuffled, type Rng } from '../rng.ts'
import type { Mode } from '../mode.ts'
import { type HistoryDrawing, type HistoryStep, type Move, staysHere } from './history.ts'
import { lifeLength, lifeSteps } from './long-life.ts'
import { survivalLength, survivalSteps } from './survivals.ts'

/** The bodies of tours: with few properties, or rich. Each rich one differs from those before it where it can. */
export interface TourBodies {
  readonly lean: (key: string) => Example
  readonly rich: (key: string) => Example
  /** A body that has another value for each property of a rich one, such as the default. */
  readonly opposite: (key: string, rich: Example) => Example
  /** A body that breaks one rule, the next one at each call; where a key to name is given, a body that names it in place of its own. */
  readonly refused: (key: string, named?: string) => Example
  /** A simple body of a mode. */
  readonly simple: (mode: Mode, key: string) => Example
}

interface Touring {
  readonly rng: Rng
  readonly bodies: TourBodies
  /** True if the writes are in the other group, and the first group only looks on. */
  readonly isOther: boolean
  /** True if lists and reads have the variations of their moves in turn. */
  readonly isVaried: boolean
}

/**
 * A history that deletes, creates, reads and updates each member while all others are there with rich bodies, with refused writes in
 * between. A varied tour creates the members in a random order, and those of the other group in the reverse one. One request and one list
 * after it judge the pairs of its key with every other key. Each member is created twice with one body of few properties, at first without
 * neighbours: the second create shows what it takes from them, or from the deleted member. Before the first create of a key, a refused
 * request names it. In a varied tour the looks have each variation in turn, since a target may forget what it knows only there, and updates
 * are sent twice. Each other request about the whole list is sent once while all members are there. The first tour in one group sends
 * each request right after an update of another key; see `survivalSteps`. The varied tour in one group ends with the long life of
 * one member; see `lifeSteps`. Undefined where the moves lack one of
 * these requests.
 */
export function drawTour(drawing: HistoryDrawing, touring: Touring): readonly HistoryStep[] | undefined {
  const moves = movesOf(drawing.moves)
  if (moves === undefined) return undefined
  const { create, update, remove, list, reads, refused } = moves
  const { bodies, rng, isOther, isVaried } = touring
  const varied = isVaried ? variationsInTurn(drawing.moves) : (step: HistoryStep): HistoryStep => step
  const [here, there] = !drawing.twoGroups ? [{}, {}] : isOther ? [IN_OTHER, {}] : [{}, IN_OTHER]
  const keys = isVaried ? shuffled(drawing.keys, rng) : drawing.keys
  const around = drawing.twoGroups
    ? keys.toReversed().map((key) => ({ move: create, key, ...there, body: bodies.rich(key) }))
    : []
  const own = keys.map((key): Own => ({ key, rich: bodies.rich(key), lean: bodies.lean(key) }))
  const leanly = ({ key, lean }: Own): HistoryStep => ({ move: create, key, ...here, body: lean })
  // A target that goes by the body creates the member that a refused request names: the create then meets it.
  const announced = own.flatMap((one, index): readonly HistoryStep[] => {
    const move = refused[(index + Number(isVaried)) % Math.max(1, refused.length)]
    const { key } = own[(index + 1) % own.length] ?? one
    const named = move === undefined ? [] : [{ move, key, ...here, body: bodies.refused(key, one.key) }]
    return [...named, leanly(one)]
  })
  const updated = (key: string, body: Example): HistoryStep => ({ move: update, key, ...here, body })
  const richly = ({ key, rich }: Own): HistoryStep => updated(key, rich)
  const look = (group: object): HistoryStep => varied({ move: list, key: '', ...group })
  const visits = shuffled(own, rng).flatMap((one, index) => {
    const { key } = one
    const refusal = (move: number): HistoryStep => ({ move, key, ...here, body: bodies.refused(key) })
    return [
      { move: remove, key, ...here },
      look(here),
      // One of the refused requests meets the absent member.
      ...refused.filter((_, place) => place === index % refused.length).map(refusal),
      // A value that the first create with this body did not show comes from elsewhere.
      leanly(one),
      ...refused.map(refusal),
      ...reads.map((move) => varied({ move, key, ...here })),
      // A property that this update leaves out must not come from the refused bodies.
      updated(key, one.lean),
      // A neighbour has the same values before and after its own visit, so that each visit of another key meets them.
      richly(one),
      ...(drawing.twoGroups ? [look(there)] : []),
    ]
  })
  const opposite = own.map(({ key, rich }) => updated(key, bodies.opposite(key, rich)))
  // The second of two equal updates must do nothing more, also to what both leave out.
  const twice = isVaried ? own.flatMap(({ key, lean }) => [updated(key, lean), updated(key, lean)]) : []
  const last = endOf(drawing, { moves, bodies, own, here, isVaried })
  // The second of two updates must leave an id that the first took from another member.
  return [...announced, ...around, ...own.map(richly), ...twice, ...opposite, ...own.map(richly), ...visits, ...last]
}

interface Ending extends Pick<Touring, 'bodies' | 'isVaried'> {
  readonly moves: TourMoves
  readonly own: readonly Own[]
  /** The group of the writes. */
  readonly here: object
}

/** The last steps of a tour, while all members are there with rich bodies: each other request about the whole list is among them. */
function endOf(drawing: HistoryDrawing, { moves, bodies, own, here, isVaried }: Ending): readonly HistoryStep[] {
  const keys = own.map(({ key }) => key)
  if (!showsSurvivals(drawing, isVaried)) {
    const beside = moves.ofAll.map((move): HistoryStep => {
      const step = { move, key: '' }
      return staysHere(step, drawing.moves) ? step : { ...step, ...here }
    })
    const [first] = own
    if (first === undefined || !hasLongLife(drawing, isVaried)) return beside
    const updates = [bodies.opposite(first.key, first.rich), first.rich]
    return [...beside, ...lifeSteps(drawing.moves, keys, { known: moves, bodies: updates })]
  }
  const riches = new Map(own.map(({ key, rich }) => [key, rich]))
  const rich = (key: string): Example => riches.get(key) ?? bodies.simple('valid', key)
  return survivalSteps(drawing.moves, keys, { known: moves, bodies: { ...bodies, rich } })
}

/** True for the plain tours in one group: what the next request undoes does not depend on variations. */
function showsSurvivals({ keys, twoGroups }: Pick<HistoryDrawing, 'keys' | 'twoGroups'>, isVaried: boolean): boolean {
  return !twoGroups && !isVaried && keys.length > 1
}

/** Gives each step of a move the next variation that its group allows. */
function variationsInTurn(moves: readonly Move[]): (step: HistoryStep) => HistoryStep {
  const counts = new Map<string, number>()
  return (step) => {
    const own = (moves[step.move]?.variations ?? []).filter(
      (variation) => step.other !== true || !staysHere({ ...step, variation }, moves),
    )
    const place = `${step.move} ${step.other === true}`
    const count = counts.get(place) ?? 0
    counts.set(place, count + 1)
    const variation = own[count % Math.max(1, own.length)]
    return variation === undefined ? step : { ...step, variation }
  }
}

/** A key with its bodies. */
interface Own {
  readonly key: string
  readonly rich: Example
  readonly lean: Example
}

const IN_OTHER = { other: true } as const

/** True for the tours with variations: every second one. */
export function isVariedTour(index: number): boolean {
  return index % 2 === 1
}

/** True for the varied tours in one group. */
function hasLongLife({ twoGroups }: Pick<HistoryDrawing, 'twoGroups'>, isVaried: boolean): boolean {
  return !twoGroups && isVaried
}

/** The steps of the tour with an index, as a count; 0 where the moves lack a request that a tour needs. */
export function tourLength({ moves, keys, twoGroups }: HistoryDrawing, index: number): number {
  const found = movesOf(moves)
  if (found === undefined) return 0
  const groups = twoGroups ? 2 : 1
  const atStart = (found.refused.length > 0 ? 1 : 0) + 4 + (isVariedTour(index) ? 2 : 0)
  // By key: a refused write, a create and updates at the start; a delete, a look, a create, two updates; looks and writes of the other group.
  const { reads, refused, ofAll } = found
  const ofVisit = 5 + reads.length + refused.length + Math.min(1, refused.length)
  const atEnd = showsSurvivals({ keys, twoGroups }, isVariedTour(index))
    ? survivalLength(moves, keys, found)
    : ofAll.length + (hasLongLife({ twoGroups }, isVariedTour(index)) ? lifeLength(moves, keys, found) : 0)
  return atEnd + keys.length * (atStart + ofVisit + 2 * (groups - 1))
}

interface TourMoves {
  readonly create: number
  readonly update: number
  readonly remove: number
  readonly list: number
  /** The reads of a key, and the writes that must be refused for their body. */
  readonly reads: readonly number[]
  readonly refused: readonly number[]
  /** Other requests about the whole list. */
  readonly ofAll: readonly number[]
}

function movesOf(moves: readonly Move[]): TourMoves | undefined {
  const [create, update, remove, list] = [
    moves.findIndex((one) => hasValidBody(one) && one.in.absent.writes && !one.in.present.writes),
    moves.findIndex((one) => hasValidBody(one) && one.in.present.writes),
    moves.findIndex((one) => one.in.present.writes && one.in.present.after === 'absent'),
    moves.findIndex((one) => !one.isKeyed && one.looks),
  ]
  if ([create, update, remove, list].includes(-1)) return undefined
  const where = (holds: (move: Move) => boolean): readonly number[] =>
    moves.flatMap((one, index) => (one.isKeyed && holds(one) ? [index] : []))
  const [reads, refused] = [where(({ looks }) => looks), where(({ body }) => body === 'invalid')]
  const ofAll = moves.flatMap(({ isKeyed, looks }, index) => (isKeyed || looks ? [] : [index]))
  return { create, update, remove, list, reads, refused, ofAll }
}

function hasValidBody({ body }: Move): boolean {
  return body === 'valid'
}
