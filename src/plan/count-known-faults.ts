import type { KnownKills } from './known-kill.ts'

/** How far a run came. */
export interface Reach {
  /** True for a row that the run selects, and that runs with the given credentials. */
  readonly isWithinReach: (row: string) => boolean
  /** True for a value of a row that the run tried. */
  readonly isTried: (row: string, value: number) => boolean
}

/** The known faults that a row within reach kills, and those that the tried values kill. */
export function countKnownFaults(
  kills: KnownKills,
  { isWithinReach, isTried }: Reach,
): { readonly withinReach: number; readonly found: number } {
  const reached = Object.values(kills)
    .map((known) => known.filter(({ row }) => isWithinReach(row)))
    .filter((known) => known.length > 0)
  const found = reached.filter((known) => known.some(({ row, value }) => isTried(row, value)))
  return { withinReach: reached.length, found: found.length }
}
