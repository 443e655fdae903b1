import type { CaseTemplate } from './suite.ts'

/** One row of a case: the values of its columns, and its suffix in the id. */
export interface Row {
  /** `[DATADOG,3]`; empty for a case without columns. */
  readonly suffix: string
  /** Values by column name. */
  readonly values: ReadonlyMap<string, unknown>
}

/** The columns of a case. */
export type Columns = Pick<CaseTemplate, 'each' | 'rows' | 'tableFirst'>

/**
 * The product of columns, and of a table with them.
 * @param valuesOf the values of a column, in a row of the columns before it
 */
export function rowsOf(
  { each, rows, tableFirst }: Columns,
  valuesOf: (values: readonly unknown[] | string, row: ReadonlyMap<string, unknown>) => readonly unknown[],
): readonly Row[] {
  let expanded: readonly Product[] = [[]]
  for (const [name, values] of Object.entries(each))
    expanded = expanded.flatMap((row) =>
      valuesOf(values, new Map(row)).map((value) => [...row, [name, value] as const]),
    )
  const table = rows.length === 0 ? [{}] : rows
  return tableFirst
    ? table.flatMap((row) => expanded.map((product) => toRow(product, row, true)))
    : expanded.flatMap((product) => table.map((row) => toRow(product, row, false)))
}

type Product = readonly (readonly [string, unknown])[]

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
    rows: (raw['rows'] ?? []) as Columns['rows'],
    tableFirst: Object.keys(raw).find((word) => word === 'rows' || word === 'each') === 'rows',
  }
}

/** The suffix that two rows share, so that nobody can tell them apart. */
export function sharedSuffix(rows: readonly Pick<Row, 'suffix'>[]): string | undefined {
  const seen = new Set<string>()
  return rows.map(({ suffix }) => suffix).find((suffix) => seen.size === seen.add(suffix).size)
}
