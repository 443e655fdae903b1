/** A column's number, and that of one of its levels. */
type Cell = readonly [column: number, level: number]

/** What a table is to hold together in some row: levels of some columns. */
export type Together = readonly Cell[]

/**
 * Few rows, each with a level for every column, so that all that is wanted together stands together in some row. Always the same for
 * the same. `most` rows at most: what is wanted first is there first.
 */
export function coveringRows(
  columns: readonly number[],
  wanted: readonly Together[],
  most: number,
): readonly (readonly number[])[] {
  let left = wanted
  const rows: (readonly number[])[] = []
  while (rows.length < most) {
    const [first] = left
    if (first === undefined) break
    const row = filled(columns, first, left)
    rows.push(row)
    left = left.filter((each) => !holds(row, each))
  }
  return rows
}

/** All choices of so many columns, with all their levels. */
export function allTogether(columns: readonly (readonly number[])[], strength: number): readonly Together[] {
  const choices = (from: number, count: number): readonly Together[] => {
    if (count === 0) return [[]]
    return columns
      .slice(from)
      .flatMap((levels, index) =>
        choices(from + index + 1, count - 1).flatMap((rest) =>
          levels.map((level): Together => [[from + index, level], ...rest]),
        ),
      )
  }
  return choices(0, strength)
}

/** A row with those levels, and in each other column in turn the level with which it holds most of what is left. */
function filled(columns: readonly number[], given: Together, left: readonly Together[]): readonly number[] {
  const row: (number | undefined)[] = columns.map((_, column) => given.find(([each]) => each === column)?.[1])
  for (const [column, levels] of columns.entries()) {
    if (row[column] !== undefined) continue
    let best = { level: 0, score: -1 }
    for (let level = 0; level < levels; level += 1) {
      row[column] = level
      const score = left.filter((each) => each.some(([at]) => at === column) && isOpen(row, each)).length
      if (score > best.score) best = { level, score }
    }
    row[column] = best.level
  }
  return row.map((level) => level ?? 0)
}

/** Whether a row that is not full may still come to hold them together. */
function isOpen(row: readonly (number | undefined)[], together: Together): boolean {
  return together.every(([column, level]) => row[column] === undefined || row[column] === level)
}

function holds(row: readonly number[], together: Together): boolean {
  return together.every(([column, level]) => row[column] === level)
}
