import type { Validators } from '../contract/validators.ts'
import type { GroupConnection } from '../group/group-connection.ts'
import type { GroupState } from '../group/group-state.ts'
import type { InvariantIndex } from '../judge/invariant-index.ts'
import type { Share } from './run-plan.ts'

/** What all lanes of a run share. */
export interface Session extends GroupConnection {
  readonly validators: Validators
  readonly invariants: InvariantIndex
  /** Set-ups that the target refused: what was to be created, and the case that reported it. */
  readonly refusedSetups: Map<string, string>
  /** How many values a property is tried with, at least. */
  readonly runs: number
  /** Which of them. */
  readonly share: Share
}

/** One group, in which one case runs at a time. */
export interface Lane {
  readonly group: GroupState
  /** The group that must not see this one's members, where one is configured. */
  readonly other: GroupState | undefined
}
