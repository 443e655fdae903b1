import type { Contract, Level } from '../contract/contract.ts'
import type { PlannedCase } from '../plan/planned-case.ts'
import type { Invariant } from '../judge/invariant.ts'
import type { Outcome, Subject } from './subject.ts'

/** What is proved of the suite by itself, and what is not. */
export interface Proof {
  /** Whether everything was fired at everything: else each fault was left at its first kill. */
  readonly full: boolean
  /** What must not be; the proof holds if there is none. */
  readonly problems: readonly string[]
  readonly conformant: readonly ProvenConformant[]
  readonly nulls: readonly ProvenNull[]
  readonly faults: readonly ProvenFault[]
  readonly cases: readonly ProvenCase[]
  /** Requirements that are checked and that no fault violates. */
  readonly withoutFault: readonly string[]
  /** Rows that together kill all; of a full proof. */
  readonly smallestSet: readonly string[]
  readonly durationMs: number
}

export interface ProvenConformant {
  readonly id: string
  readonly kind: Subject['kind']
  readonly about: string
  readonly verdict: string
  /** Rows, with what they say. */
  readonly accusedBy: readonly string[]
  readonly warnedBy: readonly string[]
  /** Whether a warning is deserved. */
  readonly mayWarn: boolean
  readonly ran: number
  readonly requests: number
}

export interface ProvenNull {
  readonly id: string
  readonly about: string
  /** Rows at level must that pass, without those that may. */
  readonly passed: readonly string[]
  readonly excused: number
}

export interface ProvenFault {
  readonly id: string
  readonly about: string
  readonly violates: string
  readonly level: Level
  readonly outOfReach?: string
  readonly unsteady?: boolean
  readonly killed: boolean
  /** Rows that found it, of a partial proof those that were fired. */
  readonly by: readonly string[]
  /** Until the first of them did. */
  readonly requests?: number
  readonly durationMs?: number
  readonly causes: number
}

export interface ProvenCase {
  /** Of the case; it may have many rows. */
  readonly id: string
  readonly level: Level
  readonly kills: number
  readonly witness?: { readonly row: string; readonly fault: string }
}

export interface Evidence {
  readonly contract: Contract
  readonly cases: readonly PlannedCase[]
  readonly invariants: readonly Invariant[]
  readonly subjects: readonly Subject[]
  /** Of a subject there may be several. */
  readonly outcomes: readonly Outcome[]
  readonly full: boolean
  /** Whether only some cases, or only some faults, were looked at: then nothing is said of what was left out. */
  readonly narrowed: { readonly cases: boolean; readonly faults: boolean }
  readonly durationMs: number
}
