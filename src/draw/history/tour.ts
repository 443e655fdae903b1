import type { Example } from '../property-source.ts'
import { shuffled, type Rng } from '../rng.ts'
import type { HistoryDrawing, HistoryStep, Move } from './history.ts'

/** The bodies of tours: with few properties, or rich. Each rich one differs from those before it where it can. */
export interface TourBodies {
  readonly lean: (key: string) => Example
  readonly rich: (key: string) => Example
  readonly invalid: (key: string) => Example
}

interface Touring {
  readonly rng: Rng
  readonly bodies: TourBodies
  /** True if the writes are in the other group, and the first group only looks on. */
  readonly isOther: boolean
}

/**
 * A history that deletes, creates, reads and updates each member while all others are there with rich bodies, with refused writes in
 * between. One request and one list after it judge the pairs of its key with every other key. A create with few properties shows what it takes from its neighbours. Undefined where
 * the moves lack one of these requests.
 */
export function drawTour(drawing: HistoryDrawing, touring: Touring): readonly HistoryStep[] | undefined {
  const moves = movesOf(drawing.moves)
  if (moves === undefined) return undefined
  const { create, update, remove, list, reads, refused } = moves
  const { bodies, rng, isOther } = touring
  const [here, there] = isOther ? [IN_OTHER, {}] : [{}, IN_OTHER]
  const groups = drawing.twoGroups ? [there, here] : [{}]
  const fill = groups.flatMap((group): readonly FilledStep[] =>
    drawing.keys.map((key) => ({ move: create, key, ...group, body: bodies.rich(key) })),
  )
  const own = fill.slice(-drawing.keys.length)
  const look = (group: object): HistoryStep => ({ move: list, key: '', ...group })
  const visits = shuffled(own, rng).flatMap(({ key, body, ...rest }) => {
    const group = rest.other === true ? IN_OTHER : {}
    const refusals = (): readonly HistoryStep[] =>
      refused.map((move) => ({ move, key, ...group, body: bodies.invalid(key) }))
    return [
      { move: remove, key, ...group },
      look(group),
      ...refusals(),
      { move: create, key, ...group, body: bodies.lean(key) },
      ...reads.map((move) => ({ move, key, ...group })),
      ...refusals(),
      // A neighbour has the same values before and after its own visit, so that each visit of another key meets them.
      { move: update, key, ...group, body },
      ...(drawing.twoGroups ? [look(there)] : []),
    ]
  })
  return [...fill, ...visits]
}

interface FilledStep extends HistoryStep {
  readonly body: Example
}

const IN_OTHER = { other: true } as const

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
