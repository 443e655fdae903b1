import type { AnswerTimes } from './answer-times.ts'
import type { Secrets } from '../secrets/secrets.ts'
import type { Clock } from './clock.ts'
import type { Principals } from './principals.ts'
import type { CircuitBreaker } from './circuit-breaker.ts'
import type { Waits } from './waits.ts'

/** The state that all requests of a run share. */
export interface Connection {
  readonly secrets: Secrets
  readonly principals: Principals
  /** The prefix of every path of the target, such as `/base`; may be empty. */
  readonly basePath: string
  /** Requests sent, and waits after a 429 or 503. */
  readonly counters: { sent: number; delayed: number }
  readonly times: AnswerTimes
  readonly waits: Waits
  /** Waits until so many requests may be sent at once, at the rate of the run. Default: one. */
  readonly pace: (requests?: number) => Promise<void>
  readonly breaker: CircuitBreaker
  /** The longest wait of one request after a 429 or 503, in milliseconds. */
  readonly patience: number
  readonly signal: AbortSignal
  readonly clock: Clock
}
