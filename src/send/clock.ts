import { setTimeout as wait } from 'node:timers/promises'

/** The time that a run goes by: a server in this very process may share it, and then nobody waits. */
export interface Clock {
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Ends early, without an error, when the signal says so. */
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>
}

export const realClock: Clock = {
  now: Date.now,
  sleep: (milliseconds, signal) => wait(milliseconds, undefined, { signal }).catch(() => undefined),
}
