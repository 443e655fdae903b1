/** The count of successes. At 0, the target does nothing that it is asked for. */
export interface Successes {
  count: number
  /** The first answer without a success, in words. */
  refusal?: string
}

/** The requests of a run, as counts and times. Times are in milliseconds by the clock of the run. */
export interface Traffic {
  /** The count of requests for operations that were answered with a success, and the first that was not. */
  readonly successes: Successes
  /** The time of the last write that succeeded. */
  readonly writes: { at: number }
  /** The count of requests that wait for their answer: more than one in a law that sends several at once. */
  readonly underWay: { count: number }
  /** The connections that requests at once have opened, as a count, and the time of the last of these requests. */
  readonly opened: { count: number; at: number }
}

/** Nothing was sent. */
export function createTraffic(): Traffic {
  return {
    successes: { count: 0 },
    writes: { at: -Infinity },
    underWay: { count: 0 },
    opened: { count: 0, at: -Infinity },
  }
}
