/** The index of a column, and the index of a level of the column. */
type Cell = readonly [column: number, level: number]

/** Levels of some columns that a row must hold together. */
export type Together = readonly Cell[]

/**
 * A covering array: few rows that hold every wanted combination. `columns` gives the number of levels of each column. At most
 * `most` rows; the first wanted combinations come first. The result is deterministic.
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

/** All combinations of levels of `strength` columns. */
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

/** A row with the given levels. Each other column takes the level that satisfies the most open combinations. */
function filled(columns: readonly number[], given: Together, left: readonly Together[]): readonly number[] {
  const row: (number | undefined)[] = columns.map((_, column) => given.find(([each]) => each === column)?.[1])
  let open = left.filter((each) => each.every(([column, level]) => row[column] === undefined || row[column] === level))
  for (const [column, levels] of columns.entries()) {
    if (row[column] !== undefined) continue
    const best = mostWanted(column, levels, open)
    row[column] = best
    // Each level is counted once for all columns that follow: what the level rules out, no later column can satisfy.
    open = open.filter((each) => each.every(([at, level]) => at !== column || level === best))
  }
  return row.map((level) => level ?? 0)
}

/** The first of the levels of a column that the most combinations want. */
function mostWanted(column: number, levels: number, open: readonly Together[]): number {
  const scores = Array<number>(levels).fill(0)
  for (const together of open)
    for (const [at, level] of together) if (at === column) scores[level] = (scores[level] ?? 0) + 1
  return Math.max(0, scores.indexOf(Math.max(...scores)))
}

function holds(row: readonly number[], together: Together): boolean {
  return together.every(([column, level]) => row[column] === level)
}
