import type { Mode } from '../mode.ts'
import type { Example } from '../property-source.ts'

/** A request for histories: sequences of requests about the keys of a collection, in any order. */
export interface HistoryDrawing {
  readonly part: 'history'
  readonly keys: readonly string[]
  /** The steps of one history, as a count. */
  readonly length: number
  readonly moves: readonly Move[]
  /** The histories that visit each key while all others are there, as a count. They come first. */
  readonly tours?: number
  /** For tours: the documented defaults of a body, by property, for each key. */
  readonly defaults?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  /** True if a step may also be taken in the other group. */
  readonly twoGroups: boolean
}

/** A request that a step may send, as far as drawing needs to know it. */
export interface Move {
  /** False for a request about the whole collection, such as a list, or about a key that it names itself. */
  readonly isKeyed: boolean
  /** The mode of its drawn body; omitted for a request without a drawn body. */
  readonly body?: Mode
  /** The indexes of the variations that its request may have. */
  readonly variations: readonly number[]
  /** The indexes of variations that are two of these at once. */
  readonly pairs?: readonly number[]
  /** Set for a sender whose role in the other group is not known, such as a reader, and for a walk: its steps stay in the first group. */
  readonly staysHere?: true
  /** The indexes of variations with such a sender. */
  readonly variationsHere?: readonly number[]
  /** True for a reading request that the owner is served. */
  readonly looks: boolean
  /** The outcome of the request, by the state of the key before. */
  readonly in: Readonly<Record<KnownState, MoveOutcome>>
}

/** The outcome of a request as the contract has it. */
export interface MoveOutcome {
  /** The state of the key after the request. */
  readonly after: KeyState
  /** True for a write that must be accepted. */
  readonly writes: boolean
}

/** The state of a key where the contract decides it. */
export type KnownState = 'absent' | 'present'

/** `open` where the contract leaves the outcome of an earlier request free. */
export type KeyState = KnownState | 'open'

/** One step of a history: plain data, but for the shrinks of a drawn body. */
export interface HistoryStep {
  /** The index of the move. */
  readonly move: number
  /** Empty for a request about the whole collection. */
  readonly key: string
  /** The index of the variation; omitted for none. */
  readonly variation?: number
  /** Set for a step in the other group. */
  readonly other?: true
  readonly body?: Example
}

/** The steps of an example that is a history. */
export function historyOf({ value }: Pick<Example, 'value'>): readonly HistoryStep[] {
  return value as readonly HistoryStep[]
}

/** True for a step of a sender whose role in the other group is not known. */
export function staysHere({ move, variation }: HistoryStep, moves: readonly Move[]): boolean {
  const sent = moves[move]
  return sent?.staysHere === true || (variation !== undefined && sent?.variationsHere?.includes(variation) === true)
}
