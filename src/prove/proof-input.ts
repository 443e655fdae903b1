import type { Contract } from '../contract/contract.ts'
import type { Invariant } from '../judge/invariant.ts'
import type { PlannedCase } from '../plan/planned-case.ts'
import type { FiringResult } from './firing-result.ts'
import type { KnownServer } from './known-server.ts'

/** The data that a proof is concluded from. */
export interface ProofInput {
  readonly contract: Contract
  readonly cases: readonly PlannedCase[]
  readonly invariants: readonly Invariant[]
  readonly servers: readonly KnownServer[]
  /** A server may have several results. */
  readonly results: readonly FiringResult[]
  readonly full: boolean
  /** True where only some cases, or only some servers, are selected: nothing is concluded about the others. */
  readonly narrowed: { readonly cases: boolean; readonly faults: boolean }
  /** The entries that need not kill a fault of this proof, by id. */
  readonly mayIdle?: ReadonlySet<string>
  readonly durationMs: number
}
