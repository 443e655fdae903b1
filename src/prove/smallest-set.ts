/**
 * A small set of rows that kills every fault that any row kills. The greedy search takes the row that kills most of the remaining
 * faults; the exact minimum takes too long to find.
 */
export function smallestSet(killers: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const left = new Set([...killers].flatMap(([fault, rows]) => (rows.length > 0 ? [fault] : [])))
  const kills = new Map<string, Set<string>>()
  for (const fault of left)
    for (const row of killers.get(fault) ?? []) kills.set(row, (kills.get(row) ?? new Set()).add(fault))
  const chosen: string[] = []
  while (left.size > 0) {
    const [row, killed] = best(kills, left)
    chosen.push(row)
    for (const fault of killed) left.delete(fault)
  }
  return chosen
}

function best(
  kills: ReadonlyMap<string, ReadonlySet<string>>,
  left: ReadonlySet<string>,
): readonly [row: string, killed: readonly string[]] {
  let most: readonly [string, readonly string[]] = ['', []]
  for (const [row, faults] of kills) {
    const killed = [...faults].filter((fault) => left.has(fault))
    if (killed.length > most[1].length) most = [row, killed]
  }
  return most
}
