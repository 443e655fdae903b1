import type { Level } from '../contract/contract.ts'
import type { KnownKill } from '../plan/order/known-kill.ts'
import type { KnownServer, FaultNeed } from './known-server.ts'

/** The conclusions of `conform prove`. */
export interface Proof {
  /** True where every row was fired at every server; else each fault was left at its first kill. */
  readonly full: boolean
  /** A sentence for each failure; the proof holds if there is none. */
  readonly problems: readonly string[]
  readonly conformant: readonly ProvenConformant[]
  readonly nulls: readonly ProvenNull[]
  readonly faults: readonly ProvenFault[]
  /** The number of faults by what finds them must bring; empty unless the faults have more than one need. */
  readonly needs: readonly NeedCount[]
  readonly cases: readonly ProvenCase[]
  /** Requirements that are checked and that no fault violates. */
  readonly withoutFault: readonly string[]
  /** Rows that together kill all faults; empty unless the proof is full. */
  readonly smallestSet: readonly string[]
  readonly durationMs: number
}

export interface ProvenConformant {
  readonly id: string
  readonly kind: KnownServer['kind']
  readonly about: string
  readonly verdict: string
  /** Rows with findings at level must, each with its first finding. */
  readonly accusedBy: readonly string[]
  readonly warnedBy: readonly string[]
  /** True where a warning is correct. */
  readonly mayWarn: boolean
  readonly ran: number
  /** The rows among them that were skipped. */
  readonly skipped: number
  readonly requests: number
}

export interface ProvenNull {
  readonly id: string
  readonly about: string
  /** Rows at level must that pass and have no excuse. */
  readonly passed: readonly string[]
  /** The number of rows that pass and have an excuse. */
  readonly excused: number
}

export interface ProvenFault {
  readonly id: string
  readonly about: string
  readonly violates: string
  readonly level: Level
  readonly outOfReach?: string
  readonly source?: string
  readonly needs?: FaultNeed
  readonly unsteady?: boolean
  readonly killed: boolean
  /** Rows that kill the fault, in the order of their results; complete in a full proof only. */
  readonly by: readonly string[]
  /** The kills that cost the fewest requests; in a full proof only. */
  readonly early?: readonly KnownKill[]
  /** The number of requests until the first kill. */
  readonly requests?: number
  /** The first kill. */
  readonly first?: KnownKill
  /** Milliseconds until the first kill. */
  readonly durationMs?: number
  readonly causes: number
}

/** The faults with one need. */
export interface NeedCount {
  readonly needs: FaultNeed
  readonly faults: number
  readonly killed: number
}

export interface ProvenCase {
  /** The id of the case, which may have many rows. */
  readonly id: string
  readonly level: Level
  /** The number of faults that rows of the case kill. */
  readonly kills: number
  readonly witness?: Witness
}

/** A row of a case and a fault that the row kills. */
export interface Witness {
  readonly row: string
  readonly fault: string
}
