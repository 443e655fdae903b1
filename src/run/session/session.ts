import type { Validators } from '../../contract/validators.ts'
import type { GroupConnection } from '../../group/group-connection.ts'
import type { GroupState } from '../../group/group-state.ts'
import type { Finding } from '../../judge/judge.ts'
import type { Contrast } from '../../report/contrast.ts'
import type { InvariantIndex } from '../../judge/invariant-index.ts'
import type { Principal, Sender } from '../../suite/suite.ts'
import type { Budget } from './budget.ts'
import type { Share } from './run-plan.ts'

/** The state that all lanes of a run share. */
export interface Session extends GroupConnection {
  readonly validators: Validators
  readonly invariants: InvariantIndex
  /** The senders that the target has served with a success. */
  readonly served: Set<Sender>
  /** The result of the recognition of each principal that was needed. */
  readonly recognitions: Map<Principal, Promise<boolean>>
  /** The count of cases so far by cause of their findings. */
  readonly causes: Map<string, number>
  /** Refused set-ups: group, key and properties of the create, and the id of the case that reports the refusal. */
  readonly refusedSetups: Map<string, string>
  /** The mended requests of batches that the target has accepted, as texts without their secrets. */
  readonly acceptedTwins: Set<string>
  /** The broken rules that the target tolerates, each with the case that showed it. */
  readonly tolerated: Set<string>
  /** The count of random values per property, after the boundaries; undefined for the default of each property. */
  readonly runs: number | undefined
  /** The most requests for shrinking one counterexample, as a count. */
  readonly shrinking: number
  readonly sideBySide: SideBySide
  /** True once a case has passed: before that, the target may answer nothing readably. */
  readonly outcome: { hasPassed: boolean }
  readonly onHint: ((hint: string) => void) | undefined
  /** This run's share of the values. */
  readonly share: Share
  readonly budget: Budget
}

/** The number of requests that a lane sends before the first answer. Some servers serve one connection at a time, and let all others wait. */
export interface SideBySide {
  /** The most requests at once, as a count. */
  most: number
  /** The most requests at once that were all answered, as a count; 0 before any were sent. */
  proven: number
  /** The senders of whom the run has found out whether the target takes their requests at once. */
  readonly tried: Set<Sender>
  /** The usual time of an answer in the last moment, in milliseconds; undefined before the first one. */
  usualMs?: number | undefined
  /** True where the target has closed connections of the last requests at once before an answer. */
  hasClosed?: boolean
  /** True from the first unanswered request at once until the run tells that it sends one after another. */
  isUntold?: boolean
}

/** One group of the target, in which cases run one after another. */
export interface Lane {
  readonly group: GroupState
  /** A second group, which must not show members of this group; undefined where none is configured. */
  readonly other: GroupState | undefined
  /** Receives the findings of each answer at once, with the number of the request in its attempt. */
  readonly onFindings?: (findings: readonly Finding[], request: number) => void
  /** The exchanges of all lanes by their traits; omitted where no report tells them. */
  readonly contrast?: Contrast
}
