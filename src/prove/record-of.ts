import type { KnownKill } from '../plan/order/known-kill.ts'
import type { Proof, ProvenCase, ProvenFault } from './proof.ts'
import type { CaseKillRecord, FaultRecord, ProofRecord } from './record.ts'

/** The record of a proof; only a full proof knows how many rows and faults there are to an entry. */
export function recordOf({ full, cases, faults, smallestSet, conformant, nulls }: Proof): ProofRecord {
  return {
    cases: Object.fromEntries(cases.map((one) => [one.id, caseRecordOf(one, full)])),
    faults: Object.fromEntries(
      faults.flatMap((fault) => {
        const known = faultRecordOf(fault, full)
        return known === undefined ? [] : [[fault.id, known]]
      }),
    ),
    smallestSet,
    servers: {
      conformant: Object.fromEntries(
        conformant.map(({ id, verdict, warnedBy }) => [id, { verdict, warnings: warnedBy.length }]),
      ),
      nulls: Object.fromEntries(nulls.map(({ id, passed, excused }) => [id, { passed: passed.length, excused }])),
      survivors: faults.flatMap(({ id, killed, outOfReach }) => (killed || outOfReach !== undefined ? [] : [id])),
    },
  }
}

function caseRecordOf({ level, kills, witness }: ProvenCase, full: boolean): CaseKillRecord {
  return { ...(full && (kills > 0 || level !== 'observe') ? { kills } : {}), ...witness }
}

/** The entry of a fault that a row kills. */
export function faultRecordOf({ by, causes, requests, first }: ProvenFault, full: boolean): FaultRecord | undefined {
  const [row] = by
  if (row === undefined) return undefined
  return {
    row,
    ...(full ? { rows: by.length, causes } : {}),
    ...(requests === undefined ? {} : { requests }),
    ...(first?.row === row ? placeOf(first) : {}),
  }
}

/** The place of a kill within its row. The first value is left out. */
export function placeOf({ value, request }: KnownKill): Pick<FaultRecord, 'value' | 'request'> {
  return { ...(value === 0 ? {} : { value }), request }
}
