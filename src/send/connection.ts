import type { Contract } from '../contract/contract.ts'
import type { Reply } from '../http/target.ts'
import type { Secrets } from '../secrets/secrets.ts'
import type { Clock } from './clock.ts'
import type { Principals } from './principals.ts'
import type { CircuitBreaker } from './circuit-breaker.ts'

/** What all requests of a run share. */
export interface Connection {
  readonly contract: Contract
  readonly secrets: Secrets
  readonly principals: Principals
  readonly counters: { sent: number; delayed: number }
  /** How long the target took for a reply, without what we waited of our own accord, in milliseconds. */
  readonly took: (reply: Reply) => number
  readonly breaker: CircuitBreaker
  /** How long a 429 or 503 may make one request wait, in milliseconds. */
  readonly patience: number
  readonly signal: AbortSignal
  readonly clock: Clock
}
