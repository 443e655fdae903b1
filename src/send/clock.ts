import { onAbort } from '../http/on-abort.ts'

/** The clock of a run. A server in the same process may share a simulated clock, so that waits take no time. */
export interface Clock {
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Waits; an abort of the signal ends the wait early, without an error. */
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>
}

/** The system clock. */
export const realClock: Clock = {
  now: Date.now,
  sleep: (milliseconds, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve()
      const end = (): void => {
        clearTimeout(timer)
        stop()
        resolve()
      }
      const timer = setTimeout(end, milliseconds)
      const stop = onAbort(signal, end)
    }),
}
