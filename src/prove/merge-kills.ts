import type { KnownKill, KnownKills } from '../plan/order/known-kill.ts'
import type { ProofRecord } from './record.ts'

/** The kills of both, one for each fault and row: the kill by the earliest value. Faults are in the order of their ids. */
export function mergeKills(known: KnownKills, more: KnownKills): KnownKills {
  const faults = [...new Set([...Object.keys(known), ...Object.keys(more)])].toSorted()
  return Object.fromEntries(
    faults.map((fault) => [fault, earliest([...(known[fault] ?? []), ...(more[fault] ?? [])])] as const),
  )
}

function earliest(kills: readonly KnownKill[]): readonly KnownKill[] {
  const byRow = new Map<string, KnownKill>()
  for (const kill of kills) {
    const known = byRow.get(kill.row)
    if (known === undefined || kill.value < known.value) byRow.set(kill.row, kill)
  }
  return [...byRow.values()]
}

/** The kill of each fault that a record knows. A record of an earlier version does not know the place within the row. */
export function killsOf({ faults }: Pick<ProofRecord, 'faults'>): KnownKills {
  return Object.fromEntries(
    Object.entries(faults).map(([fault, { row, value = 0, request = 1 }]) => [fault, [{ row, value, request }]]),
  )
}

/** The kills by rows that exist, of faults that exist. */
export function currentKills(
  kills: KnownKills,
  { rows, faults }: { readonly rows: ReadonlySet<string>; readonly faults: ReadonlySet<string> },
): KnownKills {
  return Object.fromEntries(
    Object.entries(kills)
      .filter(([fault]) => faults.has(fault))
      .map(([fault, known]) => [fault, known.filter(({ row }) => rows.has(row))] as const),
  )
}
