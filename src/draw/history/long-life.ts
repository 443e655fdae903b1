import type { Example } from '../property-source.ts'
import type { HistoryStep, Move } from './history.ts'

/** The moves of these steps, each as an index. */
export interface LifeMoves {
  readonly update: number
  readonly remove: number
  readonly list: number
  /** The reads of a key. */
  readonly reads: readonly number[]
}

/** The updates of the member, at least. */
const UPDATES = 12
/** The looks before an update that are taken again after it, as a count: a target may remember few answers. */
const LOOKS = 2

type Outline = Pick<HistoryStep, 'move' | 'key' | 'variation'>

/**
 * A long life of one member, with many updates. Each list and each read with two variations at once is taken before and after an update. A
 * target may remember an answer for two parameters together. An update with no such look left has a read after it. At first all keys but the
 * first two lose their members: a first page of two then shows the member. `bodies` of the updates come in turn, and the first is not what is
 * stored.
 */
export function lifeSteps(
  moves: readonly Move[],
  keys: readonly string[],
  { known, bodies }: { readonly known: LifeMoves; readonly bodies: readonly Example[] },
): readonly HistoryStep[] {
  let updates = 0
  return outlineOf(moves, keys, known).map((step) => {
    const body = step.move === known.update ? bodies[updates++ % bodies.length] : undefined
    return body === undefined ? step : { ...step, body }
  })
}

/** The steps as a count. */
export function lifeLength(moves: readonly Move[], keys: readonly string[], known: LifeMoves): number {
  return outlineOf(moves, keys, known).length
}

function outlineOf(moves: readonly Move[], keys: readonly string[], known: LifeMoves): readonly Outline[] {
  const [key, , ...others] = keys
  if (key === undefined) return []
  const looks = [known.list, ...known.reads].flatMap((move) =>
    (moves[move]?.pairs ?? []).map((variation): Outline => ({
      move,
      key: moves[move]?.isKeyed === true ? key : '',
      variation,
    })),
  )
  const read = known.reads.map((move): Outline => ({ move, key })).slice(0, 1)
  const update: Outline = { move: known.update, key }
  const taken = Array.from({ length: Math.ceil(looks.length / LOOKS) }, (_, index) =>
    looks.slice(index * LOOKS, (index + 1) * LOOKS),
  )
  const rest = Array.from({ length: Math.max(0, UPDATES - taken.length) }, () => [update, ...read])
  return [
    ...others.map((other): Outline => ({ move: known.remove, key: other })),
    ...taken.flatMap((some) => [...some, update, ...some]),
    ...rest.flat(),
  ]
}
