import type { Contract } from '../contract/contract.ts'
import type { CaseTemplate } from '../suite/suite.ts'

/** One row of a case: the values of its columns, and its suffix in the id. */
export interface Row {
  /** `[DATADOG,3]`; empty for a case without columns. */
  readonly suffix: string
  /** Values by column name. */
  readonly values: ReadonlyMap<string, unknown>
}

/** The rows of a case: the product of its columns and its table. */
export function expandRows({ each, rows, tableFirst }: CaseTemplate, contract: Contract): readonly Row[] {
  const columns = Object.entries(each).map(
    ([name, values]) => [name, typeof values === 'string' ? predefined(values, contract) : values] as const,
  )
  let expanded: (readonly (readonly [string, unknown])[])[] = [[]]
  for (const [name, values] of columns) {
    expanded = expanded.flatMap((row) => values.map((value) => [...row, [name, value] as const]))
  }
  const table = rows.length === 0 ? [{}] : rows
  return tableFirst
    ? table.flatMap((row) => expanded.map((product) => toRow(product, row, true)))
    : expanded.flatMap((product) => table.map((row) => toRow(product, row, false)))
}

/** `$types`: the keys with schemas. `$keys`: every documented key of the path parameter. */
function predefined(name: string, contract: Contract): readonly string[] {
  const { variants, key } = contract.resource
  return name === '$keys' ? key.values : Object.keys(variants)
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
