import type { KnownKills } from '../plan/order/known-kill.ts'

/** The count of parts that the faults are divided into. */
export const FOLDS = 3

/** The fold of each fault. Faults of one family, which is the text before the first dot of their ids, are in one fold. */
export function foldsOf(faults: readonly string[]): ReadonlyMap<string, number> {
  const families = [...new Set(faults.map(familyOf))].toSorted()
  return new Map(faults.map((fault) => [fault, families.indexOf(familyOf(fault)) % FOLDS]))
}

/** The kills of the faults that are not in a fold. */
export function withoutFold(kills: KnownKills, fold: number): KnownKills {
  const folds = foldsOf(Object.keys(kills))
  return Object.fromEntries(Object.entries(kills).filter(([fault]) => folds.get(fault) !== fold))
}

function familyOf(fault: string): string {
  return fault.split('.')[0] ?? fault
}
