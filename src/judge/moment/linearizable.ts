import { addNew } from '../../json/add-new.ts'

/** An operation on an object whose states are of type S, with the times of its request and its answer. */
export interface TimedOperation<S> {
  /** The time of the request. */
  readonly start: number
  /** The time of the answer. Infinity without an answer: the operation took effect at any time after its start, or never. */
  readonly end: number
  /** The states after the operation; none where its answer does not fit the state before. */
  readonly next: (state: S) => readonly S[]
}

/** The object before the first operation. */
export interface StartingAt<S> {
  readonly initial: S
  /** A text that is equal for equal states. Default: `String`. */
  readonly text?: (state: S) => string
}

/**
 * True if an order of the operations explains all answers: each takes effect at one moment between its request and its answer.
 *
 * The search is that of Wing and Gong (1993). Lowe's addition (2017) remembers each pair of applied operations and state, so that no pair
 * is tried twice. States after an operation may be several, since a specification may leave a choice.
 */
export function isLinearizable<S>(
  operations: readonly TimedOperation<S>[],
  { initial, text = String }: StartingAt<S>,
): boolean {
  const tried = new Set<string>()
  const search = (left: ReadonlySet<TimedOperation<S>>, state: S): boolean => {
    if ([...left].every(({ end }) => end === Infinity)) return true
    const pair = `${operations.map((one) => (left.has(one) ? 1 : 0)).join('')} ${text(state)}`
    if (!addNew(tried, pair)) return false
    return firstOf(left).some((one) => {
      const rest = new Set(left)
      rest.delete(one)
      return one.next(state).some((after) => search(rest, after))
    })
  }
  return search(new Set(operations), initial)
}

/** The operations that may take effect next: those that began before the first answer. */
function firstOf<S>(left: ReadonlySet<TimedOperation<S>>): readonly TimedOperation<S>[] {
  const answered = Math.min(...[...left].map(({ end }) => end))
  return [...left].filter(({ start }) => start <= answered)
}
