import { table } from './markdown.ts'
import { grouped } from './wording.ts'

/** The most rows of a table. */
const ROWS = 50

/** The bounds of a table. */
interface TableBounds {
  /** The most characters of all rows. */
  readonly most: number
  /** The count of all rows, where only the first are given. */
  readonly count?: number
  /** The outputs that have all rows, such as `the HTML and JSON reports`. */
  readonly whole: string
}

/** Renders the first rows as a Markdown table, at most 50, and a line with the count of the others. Cells must be escaped by the caller. */
export function shortTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  { most, count = rows.length, whole }: TableBounds,
): readonly string[] {
  const shown = fitting(
    rows.slice(0, ROWS).map((cells) => cells.join(' | ')),
    most,
  )
  const left = count - shown.length
  return [
    table(head, rows.slice(0, shown.length)),
    ...(left === 0 ? [] : [`and ${grouped(left)} more ${left === 1 ? 'row' : 'rows'}; ${whole} have all`]),
  ]
}

/** The first texts, as long as they have at most `most` characters together. */
export function fitting(texts: readonly string[], most: number): readonly string[] {
  let left = most
  const end = texts.findIndex((text) => (left -= text.length) < 0)
  return end < 0 ? texts : texts.slice(0, end)
}
