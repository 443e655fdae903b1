import type { Proof } from './proof.ts'

/**
 * What an earlier proof found, so that the next need not search: a row that kills each fault, and for each case a row of it with
 * the fault that it kills. Whatever of it does not hold any more is searched for anew.
 */
export interface ProofRecord {
  readonly faults: Readonly<Record<string, string>>
  readonly cases: Readonly<Record<string, { readonly row: string; readonly fault: string }>>
}

export const NO_RECORD: ProofRecord = { faults: {}, cases: {} }

export function recordOf({ faults, cases }: Proof): ProofRecord {
  return {
    faults: Object.fromEntries(faults.flatMap(({ id, by }) => (by[0] === undefined ? [] : [[id, by[0]]]))),
    cases: Object.fromEntries(cases.flatMap(({ id, witness }) => (witness === undefined ? [] : [[id, witness]]))),
  }
}
