import type { Witness } from './proof.ts'

/**
 * The knowledge of earlier proofs. The next proof starts from it, and the pages in `docs` are rendered from it. A row or a fault that
 * does not exist any more counts as not known.
 */
export interface ProofRecord {
  /** An entry for each id of a case that there ever was. */
  readonly cases: Readonly<Record<string, CaseKillRecord>>
  readonly faults: Readonly<Record<string, FaultRecord>>
  /** Rows that together kill all faults, of the last full proof. */
  readonly smallestSet: readonly string[]
  readonly servers: ServersRecord
}

/** A case without a known kill has neither row nor fault. */
export interface CaseKillRecord extends Partial<Witness> {
  /** The number of faults that the case kills, of the last full proof. */
  readonly kills?: number
}

export interface FaultRecord {
  /** A row that kills the fault. */
  readonly row: string
  /** The number of rows that kill the fault, of the last full proof. */
  readonly rows?: number
  /** The number of causes in a report on the fault, of the last full proof. */
  readonly causes?: number
  /** The number of requests until the first kill. */
  readonly requests?: number
  /** The index of the value that kills; of a property only. */
  readonly value?: number
  /** The number of the request that kills, within the row; of a property, within the value. */
  readonly request?: number
}

/** The verdicts of the last full proof that belong to no suite file. */
export interface ServersRecord {
  readonly conformant: Readonly<Record<string, { readonly verdict: string; readonly warnings: number }>>
  readonly nulls: Readonly<Record<string, { readonly passed: number; readonly excused: number }>>
  /** Ids of faults that no row kills. */
  readonly survivors: readonly string[]
}

export const NO_RECORD: ProofRecord = {
  cases: {},
  faults: {},
  smallestSet: [],
  servers: { conformant: {}, nulls: {}, survivors: [] },
}
