/** The consecutive failed requests that open the circuit, as a count. */
const MOST_FAILURES = 3
/** The longest failure that does not block requests, in milliseconds: fast failures leave time for the clean-up. */
const SLOW = 1_000

/** Counts consecutive failed requests, so that a run does not wait for an unresponsive target again and again. */
export interface CircuitBreaker {
  /** Records an answer. */
  readonly answered: () => void
  /** Records a failed request and its duration. */
  readonly unanswered: (reason: string, after: Failed) => void
  /** The reason to start no further case; undefined below three consecutive failures. */
  readonly reason: () => string | undefined
  /** True if no request is sent any more: three consecutive failures, the last of them slow. */
  readonly isOpen: () => boolean
}

/** A failed request. */
export interface Failed {
  /** The start of the request, in milliseconds of the run's clock. */
  readonly started: number
  readonly milliseconds: number
  readonly timedOut: boolean
}

/** A closed circuit. Failures of requests that were under way together count once. */
export function createCircuitBreaker(): CircuitBreaker {
  let count = 0
  let last = ''
  let slow = false
  let latest = Number.NEGATIVE_INFINITY
  return {
    answered() {
      count = 0
    },
    unanswered(reason, { started, milliseconds, timedOut }) {
      if (started >= latest) count += 1
      latest = Math.max(latest, started + milliseconds)
      last = reason
      slow = timedOut || milliseconds > SLOW
    },
    reason: () => (count < MOST_FAILURES ? undefined : `${MOST_FAILURES} consecutive requests failed: ${last}`),
    isOpen: () => count >= MOST_FAILURES && slow,
  }
}
