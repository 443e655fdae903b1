/** The cause of a wait: the target answered 429, it answered 503, or the run keeps to its own rate. */
export type WaitCause = 429 | 503 | 'rate'

/** A wait that lasts now. */
export interface Wait {
  readonly cause: WaitCause
  /** The time until its end, in milliseconds. */
  readonly leftMs: number
}

/** The waits of a run. */
export interface Waits {
  /** Notes a wait for the time of an action. */
  readonly during: <T>(cause: WaitCause, milliseconds: number, action: () => Promise<T>) => Promise<T>
  /** The wait that ends last; undefined where nothing waits. */
  readonly longest: () => Wait | undefined
}

/** No waits yet. */
export function createWaits(): Waits {
  const open = new Set<{ readonly cause: WaitCause; readonly until: number }>()
  return {
    async during(cause, milliseconds, action) {
      const wait = { cause, until: performance.now() + milliseconds }
      open.add(wait)
      try {
        return await action()
      } finally {
        open.delete(wait)
      }
    },
    longest() {
      const [last] = [...open].toSorted((a, b) => b.until - a.until)
      return last === undefined
        ? undefined
        : { cause: last.cause, leftMs: Math.max(0, Math.round(last.until - performance.now())) }
    },
  }
}
