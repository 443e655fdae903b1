import type { RecordedExchange } from '../secrets/evidence.ts'

/** The consecutive failed requests that open the circuit, as a count. */
const MOST_FAILURES = 3
/** The longest failure that does not block requests, in milliseconds: fast failures leave time for the clean-up. */
const SLOW = 1_000

/** Counts consecutive failed requests, so that a run does not wait for an unresponsive target again and again. */
export interface CircuitBreaker {
  /** Records an answer. */
  readonly answered: () => void
  /** Records a failed request and its duration. */
  readonly unanswered: (failed: FailedRequest, after: Failed) => void
  /** The reason to start no further case; undefined below three consecutive failures. */
  readonly reason: () => string | undefined
  /** The first request without an answer: of those that opened the circuit, else of the latest failures in a row. */
  readonly first: () => RecordedExchange | undefined
  /** True if no request is sent any more: three consecutive failures, the last of them slow. */
  readonly isOpen: () => boolean
}

/** The time of a failed request. */
export interface Failed {
  /** The start of the request, in milliseconds of the run's clock. */
  readonly started: number
  readonly milliseconds: number
  readonly timedOut: boolean
}

/** A request without a whole answer. */
export interface FailedRequest {
  readonly reason: string
  readonly exchange: RecordedExchange
}

/** A closed circuit. Failures of requests that were under way together count once. */
export function createCircuitBreaker(): CircuitBreaker {
  let count = 0
  let failures: readonly FailedRequest[] = []
  let opened: readonly FailedRequest[] | undefined
  let slow = false
  let latest = Number.NEGATIVE_INFINITY
  return {
    answered() {
      count = 0
      failures = []
    },
    unanswered(failed, { started, milliseconds, timedOut }) {
      if (started >= latest) count += 1
      latest = Math.max(latest, started + milliseconds)
      if (failures.length < MOST_FAILURES) failures = [...failures, failed]
      if (count === MOST_FAILURES) opened ??= failures
      slow = timedOut || milliseconds > SLOW
    },
    reason: () => (count < MOST_FAILURES ? undefined : reasonOf(failures)),
    first: () => (opened ?? failures)[0]?.exchange,
    isOpen: () => count >= MOST_FAILURES && slow,
  }
}

/** `the target stopped answering at POST /a/b: the connection was closed before an answer; then the connection was refused` */
function reasonOf(failures: readonly FailedRequest[]): string {
  const [first] = failures
  const path = first?.exchange.request.path.split('?')[0] ?? ''
  const reasons = [...new Set(failures.map(({ reason }) => reason))]
  return `the target stopped answering at ${first?.exchange.request.method ?? ''} ${path}: ${reasons.join('; then ')}`
}
