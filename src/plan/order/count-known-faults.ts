import type { KnownKills } from './known-kill.ts'

/** The extent of a run. */
export interface Reach {
  /** True for a row that the run selects, and that runs with the given credentials. */
  readonly isWithinReach: (row: string) => boolean
  /** True for a value of a row that the run tried. */
  readonly isTried: (row: string, value: number) => boolean
}

/** The known faults that a row within reach kills, and those that the tried values kill: ids, in the order of the record. */
export function reachKnownFaults(
  kills: KnownKills,
  { isWithinReach, isTried }: Reach,
): { readonly withinReach: readonly string[]; readonly found: readonly string[] } {
  const reached = Object.entries(kills)
    .map(([fault, known]) => ({ fault, known: known.filter(({ row }) => isWithinReach(row)) }))
    .filter(({ known }) => known.length > 0)
  const found = reached.filter(({ known }) => known.some(({ row, value }) => isTried(row, value)))
  return { withinReach: reached.map(({ fault }) => fault), found: found.map(({ fault }) => fault) }
}

/** The counts of the known faults within reach, and of those that are found. */
export function countKnownFaults(
  kills: KnownKills,
  reach: Reach,
): { readonly withinReach: number; readonly found: number } {
  const { withinReach, found } = reachKnownFaults(kills, reach)
  return { withinReach: withinReach.length, found: found.length }
}
