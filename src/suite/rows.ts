import { addNew } from '../json/add-new.ts'
import { allTogether, coveringRows } from './covering-rows.ts'
import type { CaseTemplate } from './suite.ts'

/** One row of a case: the values of its columns, and its suffix in the id. */
export interface Row {
  /** `[DATADOG,3]`; empty for a case without columns. */
  readonly suffix: string
  /** Values by column name. */
  readonly values: ReadonlyMap<string, unknown>
}

/** The columns of a case. */
export type Columns = Pick<CaseTemplate, 'each' | 'pairs' | 'rows' | 'tableFirst'>

/** The values of a column, in a row of the columns before it. */
type ValuesOf = (values: readonly unknown[] | string, row: ReadonlyMap<string, unknown>) => readonly unknown[]

/** The product of columns, or the pairs in it, and the product of a table with them. */
export function rowsOf({ each, pairs, rows, tableFirst }: Columns, valuesOf: ValuesOf): readonly Row[] {
  const expanded = pairs ? pairsOf(each, valuesOf) : productOf(each, valuesOf)
  const table = rows.length === 0 ? [{}] : rows
  return tableFirst
    ? table.flatMap((row) => expanded.map((product) => toRow(product, row, true)))
    : expanded.flatMap((product) => table.map((row) => toRow(product, row, false)))
}

type Product = readonly (readonly [string, unknown])[]

function productOf(each: Columns['each'], valuesOf: ValuesOf): readonly Product[] {
  let expanded: readonly Product[] = [[]]
  for (const [name, values] of Object.entries(each))
    expanded = expanded.flatMap((row) =>
      valuesOf(values, new Map(row)).map((value) => [...row, [name, value] as const]),
    )
  return expanded
}

/**
 * Returns rows that hold each value of a column beside each value of each other column. They are in the order of the product: rows with one
 * value of the first column often share a set-up. No column depends on another.
 */
function pairsOf(each: Columns['each'], valuesOf: ValuesOf): readonly Product[] {
  const columns = Object.entries(each).map(([name, values]) => ({ name, values: valuesOf(values, new Map()) }))
  const sizes = columns.map(({ values }) => values.length)
  const wanted = allTogether(
    sizes.map((size) => [...Array(size).keys()]),
    PAIR,
  )
  return coveringRows(sizes, wanted, wanted.length)
    .toSorted(inOrder)
    .map((levels) => columns.map(({ name, values }, column) => [name, values[levels[column] ?? 0]] as const))
}

function inOrder(one: readonly number[], other: readonly number[]): number {
  const differs = one.findIndex((level, column) => level !== other[column])
  return (one[differs] ?? 0) - (other[differs] ?? 0)
}

/** The columns whose values meet, as a count. */
const PAIR = 2

function toRow(product: Product, row: Readonly<Record<string, unknown>>, tableFirst: boolean): Row {
  const own = Object.hasOwn(row, 'name') ? [row['name']] : Object.values(row)
  const others = product.map(([, value]) => value)
  const labels = (tableFirst ? [...own, ...others] : [...others, ...own]).map(label)
  return {
    suffix: labels.length === 0 ? '' : `[${labels.join(',')}]`,
    values: new Map<string, unknown>([...product, ...Object.entries(row)]),
  }
}

function label(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** The columns of a case as its file has them. */
export function columnsOf(raw: Readonly<Record<string, unknown>>): Columns {
  return {
    each: (raw['each'] ?? {}) as Columns['each'],
    pairs: raw['pairs'] === true,
    rows: (raw['rows'] ?? []) as Columns['rows'],
    tableFirst: Object.keys(raw).find((word) => word === 'rows' || word === 'each') === 'rows',
  }
}

/** The suffix that two rows share, so that nobody can tell them apart. */
export function sharedSuffix(rows: readonly Pick<Row, 'suffix'>[]): string | undefined {
  const seen = new Set<string>()
  return rows.map(({ suffix }) => suffix).find((suffix) => !addNew(seen, suffix))
}
