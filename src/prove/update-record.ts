import type { Proof, ProvenFault } from './proof.ts'
import { faultRecordOf, placeOf, recordOf } from './record-of.ts'
import type { CaseKillRecord, FaultRecord, ProofRecord } from './record.ts'

/** The entries of a record that a proof brings up to date. */
export interface UpdateScope {
  /** Ids of cases. */
  readonly cases: readonly string[]
  /** True where each fault of the proof was fired at with its recorded row; else a recorded row stays as long as it exists. */
  readonly retried: boolean
  /** Ids of all planned rows. */
  readonly rows: ReadonlySet<string>
  /** Ids of all faults that there are. */
  readonly faults: ReadonlySet<string>
}

/**
 * The record after a proof. A full proof replaces all entries but the ids of cases, which stay. Any other proof changes the entries
 * in its scope, and an entry that still holds keeps the numbers of the last full proof.
 */
export function updateRecord(record: ProofRecord, proof: Proof, scope: UpdateScope): ProofRecord {
  if (proof.full) {
    const fresh = recordOf(proof)
    const ids = Object.fromEntries(Object.keys(record.cases).map((id) => [id, {}]))
    return { ...fresh, cases: { ...ids, ...fresh.cases } }
  }
  const killed = new Set(proof.faults.flatMap(({ id, by }) => (by.length > 0 ? [id] : [])))
  const survivors = record.servers.survivors.filter((id) => !killed.has(id))
  return {
    ...record,
    cases: { ...record.cases, ...Object.fromEntries(scope.cases.map((id) => [id, updatedCase(id, record, proof)])) },
    faults: updatedFaults(record, proof, scope),
    servers: { ...record.servers, survivors },
  }
}

function updatedCase(id: string, { cases }: ProofRecord, { faults, cases: proven }: Proof): CaseKillRecord {
  const known = cases[id] ?? {}
  const isHeld = faults.some(({ id: fault, by }) => fault === known.fault && by.some((row) => row === known.row))
  return isHeld ? known : { ...proven.find((one) => one.id === id)?.witness }
}

function updatedFaults(record: ProofRecord, proof: Proof, scope: UpdateScope): ProofRecord['faults'] {
  const updated = new Map<string, FaultRecord | undefined>(Object.entries(record.faults))
  for (const fault of proof.faults) updated.set(fault.id, updatedFault(fault, record.faults[fault.id], scope))
  return Object.fromEntries(
    [...updated].flatMap(([id, known]) => (known === undefined || !scope.faults.has(id) ? [] : [[id, known]])),
  )
}

function updatedFault(fault: ProvenFault, known: FaultRecord | undefined, scope: UpdateScope): FaultRecord | undefined {
  const isHeld = known !== undefined && (scope.retried ? fault.by.includes(known.row) : scope.rows.has(known.row))
  if (!isHeld) return faultRecordOf(fault, false)
  return fault.first?.row === known.row ? { ...known, ...placeOf(fault.first) } : known
}
