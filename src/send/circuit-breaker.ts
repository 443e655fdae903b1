import type { RecordedExchange } from '../secrets/evidence.ts'
import { watchCredentials } from './credentials-watch.ts'

/** The consecutive failed requests that open the circuit, as a count. */
const MOST_FAILURES = 3
/** The longest failure that does not block requests, in milliseconds: fast failures leave time for the clean-up. */
const SLOW = 1_000

/** Counts consecutive failed requests, so that a run does not wait for an unresponsive target again and again. */
export interface CircuitBreaker {
  /** Records an answered request. */
  readonly answered: (answered: AnsweredRequest) => void
  /** Records a failed request and its duration. */
  readonly unanswered: (failed: FailedRequest, after: Failed) => void
  /** Records a request for which no credentials could be obtained. */
  readonly unauthenticated: (exchange: AnsweredRequest['exchange']) => void
  /** The reason to start no further case: three consecutive failures, or credentials that are refused all at once. */
  readonly reason: () => string | undefined
  /** True where the reason is that the target refuses the owner. */
  readonly refusesOwner: () => boolean
  /** Notes that the target accepts the owner again. */
  readonly acceptOwner: () => void
  /** The first request without an answer: of those that opened the circuit, else of the latest failures in a row. */
  readonly first: () => RecordedExchange | undefined
  /** The last requests that were answered before the first one without an answer. One of them may have broken the target. */
  readonly before: () => readonly AnsweredRequest[]
  /** True if the last request was answered. */
  readonly isAnswering: () => boolean
  /** True if no request is sent any more: three consecutive failures, the last of them slow. */
  readonly isOpen: () => boolean
  /** True if requests are sent without a wait after a 429 or 503: three in a row have waited in vain. */
  readonly isLimited: () => boolean
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
  /** Set where the target asked to wait for longer than the run waits, or did not say how long. */
  readonly limited?: true
}

/** A request, and the status of its answer. */
export interface AnsweredRequest {
  readonly exchange: Omit<RecordedExchange, 'response' | 'failure'>
  readonly status: number
}

/** The answered requests that are kept, as a count: as many as are side by side by default. */
const MOST_BEFORE = 8

const UNAUTHORIZED = 401

/** A closed circuit. Failures of requests that were under way together count once. */
export function createCircuitBreaker(): CircuitBreaker {
  let count = 0
  let failures: readonly FailedRequest[] = []
  const watch = watchCredentials()
  const last: AnsweredRequest[] = []
  let before: readonly AnsweredRequest[] = []
  let opened: readonly FailedRequest[] | undefined
  let slow = false
  let limited = false
  let latest = Number.NEGATIVE_INFINITY
  return {
    answered(answered) {
      count = 0
      failures = []
      watch.note(answered.exchange, answered.status === UNAUTHORIZED)
      last.push(answered)
      if (last.length > MOST_BEFORE) last.shift()
    },
    unanswered(failed, { started, milliseconds, timedOut }) {
      if (started >= latest) count += 1
      latest = Math.max(latest, started + milliseconds)
      if (failures.length === 0 && opened === undefined) before = [...last]
      if (failures.length < MOST_FAILURES) failures = [...failures, failed]
      if (count === MOST_FAILURES) opened ??= failures
      limited = failed.limited === true
      // The waits of a limited request are those of the run. Its clean-up has to be sent.
      slow = !limited && (timedOut || milliseconds > SLOW)
    },
    unauthenticated: (exchange) => watch.note(exchange, true),
    reason: () => (count < MOST_FAILURES ? watch.reason() : reasonOf(failures)),
    refusesOwner: () => count < MOST_FAILURES && watch.reason() !== undefined,
    acceptOwner: watch.forget,
    first: () => (opened ?? failures)[0]?.exchange,
    before: () => before,
    isAnswering: () => last.length > 0 && count === 0,
    isOpen: () => count >= MOST_FAILURES && slow,
    isLimited: () => count >= MOST_FAILURES && limited,
  }
}

/** `the target stopped answering at POST /a/b: the connection was closed before an answer; then the connection was refused` */
function reasonOf(failures: readonly FailedRequest[]): string {
  const [first] = failures
  const { method = '', path = '', beside } = first?.exchange.request ?? {}
  const reasons = [...new Set(failures.map(({ reason }) => reason))].join('; then ')
  const others =
    beside === true
      ? '; other requests were under way, any of which may be the cause: --in-flight 1 sends them in turn'
      : ''
  const stopped =
    first?.limited === true ? 'the target serves no more requests since' : 'the target stopped answering at'
  return `${stopped} ${method} ${path.split('?')[0] ?? ''}: ${reasons}${others}`
}
