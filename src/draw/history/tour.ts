import type { Example } from '../property-source.ts'
import { shuffled, type Rng } from '../rng.ts'
import { type HistoryDrawing, type HistoryStep, type Move, staysHere } from './history.ts'

/** The bodies of tours: with few properties, or rich. Each rich one differs from those before it where it can. */
export interface TourBodies {
  readonly lean: (key: string) => Example
  readonly rich: (key: string) => Example
  /** A body that has another value for each property of a rich one, such as the default. */
  readonly opposite: (key: string, rich: Example) => Example
  /** A body that breaks one rule, the next one at each call. */
  readonly refused: (key: string) => Example
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
 * between. One request and one list after it judge the pairs of its key with every other key. Each member is created twice with one body of
 * few properties, at first without neighbours: the second create shows what it takes from them, or from the deleted member. In a varied tour
 * the looks have each variation in turn, since a target may forget what it knows only there. Undefined where the moves lack one of these requests.
 */
export function drawTour(drawing: HistoryDrawing, touring: Touring): readonly HistoryStep[] | undefined {
  const moves = movesOf(drawing.moves)
  if (moves === undefined) return undefined
  const { create, update, remove, list, reads, refused } = moves
  const { bodies, rng, isOther, isVaried } = touring
  const varied = isVaried ? variationsInTurn(drawing.moves) : (step: HistoryStep): HistoryStep => step
  const [here, there] = !drawing.twoGroups ? [{}, {}] : isOther ? [IN_OTHER, {}] : [{}, IN_OTHER]
  const around = drawing.twoGroups
    ? drawing.keys.map((key) => ({ move: create, key, ...there, body: bodies.rich(key) }))
    : []
  const own = drawing.keys.map((key): Own => ({ key, rich: bodies.rich(key), lean: bodies.lean(key) }))
  const leanly = ({ key, lean }: Own): HistoryStep => ({ move: create, key, ...here, body: lean })
  const updated = (key: string, body: Example): HistoryStep => ({ move: update, key, ...here, body })
  const richly = ({ key, rich }: Own): HistoryStep => updated(key, rich)
  const look = (group: object): HistoryStep => varied({ move: list, key: '', ...group })
  const visits = shuffled(own, rng).flatMap((one) => {
    const { key } = one
    const refusals = (): readonly HistoryStep[] =>
      refused.map((move) => ({ move, key, ...here, body: bodies.refused(key) }))
    return [
      { move: remove, key, ...here },
      look(here),
      ...refusals(),
      // What the first create with this body did not show comes from elsewhere.
      leanly(one),
      ...refusals(),
      ...reads.map((move) => varied({ move, key, ...here })),
      // What this update leaves out must not come from the refused bodies.
      updated(key, one.lean),
      // A neighbour has the same values before and after its own visit, so that each visit of another key meets them.
      richly(one),
      ...(drawing.twoGroups ? [look(there)] : []),
    ]
  })
  const opposite = own.map(({ key, rich }) => updated(key, bodies.opposite(key, rich)))
  // Of two updates, the second must leave an id that the first took from another member.
  return [...own.map(leanly), ...around, ...own.map(richly), ...opposite, ...own.map(richly), ...visits]
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

/** The steps of one tour, as a count; 0 where the moves lack a request that a tour needs. */
export function tourLength({ moves, keys, twoGroups }: HistoryDrawing): number {
  const found = movesOf(moves)
  if (found === undefined) return 0
  const groups = twoGroups ? 2 : 1
  // By key: a create and three updates at the start; a delete, a look, a create, two updates; looks and writes of the other group.
  return keys.length * (4 + 5 + found.reads.length + 2 * found.refused.length + 2 * (groups - 1))
}

interface TourMoves {
  readonly create: number
  readonly update: number
  readonly remove: number
  readonly list: number
  /** The reads of a key, and the writes that must be refused for their body. */
  readonly reads: readonly number[]
  readonly refused: readonly number[]
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
  return { create, update, remove, list, reads, refused }
}

function hasValidBody({ body }: Move): boolean {
  return body === 'valid'
}
