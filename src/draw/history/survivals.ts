import type { Mode } from '../mode.ts'
import type { Example } from '../property-source.ts'
import type { HistoryStep, KnownState, Move } from './history.ts'
import { createStates } from './states.ts'

/** The moves of these steps, each as an index. */
export interface SurvivalMoves {
  readonly create: number
  readonly update: number
  readonly remove: number
  readonly list: number
}

/** The bodies of these steps. */
export interface SurvivalBodies {
  /** The body that the member of a key was last written with. */
  readonly rich: (key: string) => Example
  /** A body that has another value for each property of a given one. */
  readonly opposite: (key: string, body: Example) => Example
  /** A simple body of a mode. */
  readonly simple: (mode: Mode, key: string) => Example
}

/** The updates before a look at all of them, as a count. */
const LOOKED_AT = 4

interface Outline {
  readonly move: number
  /** Empty for a request about the whole collection. */
  readonly key: string
}

/**
 * Steps that show whether the last accepted update of the group survives the next request, whatever that is and whichever other key it is
 * about. A target that keeps a transaction open loses the update with the next refusal, absence, or create. Each move is taken about a key with a
 * member and about one without; a request about the whole collection once. Each follows an update of another key to other values, and a list shows a
 * few of these members before they are written again. All keys have members before and after the steps. Empty for a single key.
 */
export function survivalSteps(
  moves: readonly Move[],
  keys: readonly string[],
  { known, bodies }: { readonly known: SurvivalMoves; readonly bodies: SurvivalBodies },
): readonly HistoryStep[] {
  const states = createStates(moves)
  for (const key of keys) states.take({ move: known.create, key })
  const last = new Map<string, Example>()
  const bodyOf = ({ move, key }: Outline): Example | undefined => {
    const mode = moves[move]?.body
    if (mode !== 'valid') return mode === undefined ? undefined : bodies.simple(mode, key)
    const rich = bodies.rich(key)
    return (last.get(key) ?? rich) === rich ? bodies.opposite(key, rich) : rich
  }
  return outlineOf(moves, keys, known).map((step) => {
    const body = bodyOf(step)
    const { writes } = states.take(step)
    if (writes && body !== undefined) last.set(step.key, body)
    return body === undefined ? step : { ...step, body }
  })
}

/** The steps as a count. */
export function survivalLength(moves: readonly Move[], keys: readonly string[], known: SurvivalMoves): number {
  return outlineOf(moves, keys, known).length
}

function outlineOf(moves: readonly Move[], keys: readonly string[], known: SurvivalMoves): readonly Outline[] {
  const [gone, ...others] = keys
  if (gone === undefined || others.length === 0) return []
  const { create, remove } = known
  const leaving = (state: KnownState, after: Move['in'][KnownState]['after']): readonly number[] =>
    moves.flatMap((move, index) => (move.isKeyed && move.in[state].after === after ? [index] : []))
  const ofAll = moves.flatMap(({ isKeyed }, index) => (isKeyed ? [] : [{ move: index, key: '' }]))
  // Neither the key that was updated nor, where there are others, the one that is updated next.
  const apart = keys.length > 2 ? 2 : 1
  const inRing = leaving('present', 'present').map((move, index) => ({
    move,
    key: keys[(index + apart) % keys.length] ?? gone,
  }))
  const about = (move: number): Outline => ({ move, key: gone })
  const opened = leaving('absent', 'open').flatMap((move) => [about(move), about(remove)])
  const onAbsent = [remove, ...leaving('absent', 'absent')].map(about)
  const beside = (next: readonly Outline[], ring: readonly string[]): readonly Outline[] =>
    followed(next, { ring, known })
  return [
    ...beside([...inRing, ...ofAll], keys),
    // The key of the rest has no member until it is created again, and no other request is about it.
    ...beside([...onAbsent, ...opened, about(create)], others),
  ]
}

interface Following {
  /** The keys that are updated in turn. */
  readonly ring: readonly string[]
  readonly known: SurvivalMoves
}

/** Each request after an update of a key of the ring, and a list after an update and after a few others. A list needs none after it. */
function followed(next: readonly Outline[], { ring, known: { update, list } }: Following): readonly Outline[] {
  const size = Math.max(1, Math.min(LOOKED_AT, ring.length - 2))
  return next.flatMap((step, index) => {
    const key = ring[index % ring.length] ?? ''
    const isShown = step.move === update || index % size === size - 1 || index === next.length - 1
    return [{ move: update, key }, step, ...(isShown && step.move !== list ? [{ move: list, key: '' }] : [])]
  })
}
