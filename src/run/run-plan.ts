import type { Contract } from '../contract/contract.ts'
import type { Validators } from '../contract/validators.ts'
import type { Ledger } from '../group/ledger.ts'
import type { PlannedCase } from '../plan/planned-case.ts'
import type { Principal } from '../suite/suite.ts'
import type { Invariant } from '../judge/invariant.ts'
import type { Credentials } from '../http/auth/schemes.ts'
import type { Target } from '../http/target.ts'
import type { Clock } from '../send/clock.ts'
import type { Secrets } from '../secrets/secrets.ts'

/** Values a property: enough to find what strikes one in twenty, and a whole run stays a matter of seconds. */
export const DEFAULT_RUNS = 50

/** Of the values of a property only one in `of`, the first of them at `part`. */
export interface Share {
  readonly of: number
  readonly part: number
}

/** Everything a run needs, decided: what is fired, at what, in which groups. */
export interface RunPlan {
  readonly contract: Contract
  readonly validators: Validators
  readonly cases: readonly PlannedCase[]
  readonly invariants: readonly Invariant[]
  readonly target: Target
  readonly groups: readonly string[]
  readonly otherGroup?: string
  /** How each configured principal proves who it is. */
  readonly principals: Readonly<Partial<Record<Principal, Credentials>>>
  readonly seed: number
  /** How many values a property is tried with; its boundaries all are. By default 50. */
  readonly runs?: number
  /** Where several runs share the values of each property: which this one takes. */
  readonly share?: Share
  readonly level: 'must' | 'should'
  /** Stop after this many failed cases. */
  readonly bail?: number
  /** Requests a second, at most. */
  readonly rate?: number
  readonly verbose?: boolean
  /** What a command that runs a case again needs besides its id and the seed: flags that name the target. */
  readonly replayFlags?: string
  /** Milliseconds that one request may be made to wait by a 429 or 503. */
  readonly patience?: number
  readonly signal?: AbortSignal
  /** By default the time of this machine. */
  readonly clock?: Clock
  /** Where the run notes what it is about to create, so that it can be removed if the run cannot do so itself. */
  readonly ledger?: Ledger
  /** Where the run notes every secret it sends; whoever writes about the run guards what is written with it. */
  readonly secrets?: Secrets
  /** Collects garbage after a large answer; without it, that is left to the runtime. */
  readonly forceGc?: () => void
}
