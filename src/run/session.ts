import type { Contract } from '../contract/contract.ts'
import type { Validators } from '../contract/validators.ts'
import type { Ledger } from '../group/ledger.ts'
import type { Reply } from '../http/target.ts'
import type { Clock } from '../send/clock.ts'
import type { GroupState } from '../group/group-state.ts'
import type { InvariantIndex } from '../judge/invariant-index.ts'
import type { Principals } from '../send/principals.ts'
import type { Share } from './run-plan.ts'
import type { Secrets } from '../secrets/secrets.ts'
import type { Silence } from '../send/circuit-breaker.ts'

/** What all lanes of a run share. */
export interface Session {
  readonly contract: Contract
  readonly validators: Validators
  readonly invariants: InvariantIndex
  readonly secrets: Secrets
  readonly principals: Principals
  /** Set-ups that the target refused: what was to be created, and the case that reported it. */
  readonly refusedSetups: Map<string, string>
  /** Where it is noted what is about to be created. */
  readonly ledger: Ledger | undefined
  readonly counters: { sent: number; delayed: number }
  /** How long the target took for a reply, without what we waited of our own accord, in milliseconds. */
  readonly took: (reply: Reply) => number
  readonly silence: Silence
  /** How many values a property is tried with, at least. */
  readonly runs: number
  /** Which of them. */
  readonly share: Share
  /** How long a 429 or 503 may make one request wait, in milliseconds. */
  readonly patience: number
  readonly signal: AbortSignal
  readonly clock: Clock
}

/** One group, in which one case runs at a time. */
export interface Lane {
  readonly group: GroupState
  /** The group that must not see this one's members, where one is configured. */
  readonly other: GroupState | undefined
}
