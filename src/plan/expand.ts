import { hasFreeKeys } from '../contract/keys.ts'
import type { Contract } from '../contract/contract.ts'
import type { CaseTemplate } from '../suite/suite.ts'
import { othersOf, typesOf } from './bind-given.ts'

/** One row of a case: the values of its columns, and its suffix in the id. */
export interface Row {
  /** `[DATADOG,3]`; empty for a case without columns. */
  readonly suffix: string
  /** Values by column name. */
  readonly values: ReadonlyMap<string, unknown>
}

/** The product of a case's columns, and of its table with them. */
export function expandRows(template: CaseTemplate, contract: Contract): readonly Row[] {
  const { each, rows, tableFirst } = template
  let expanded: readonly Product[] = [[]]
  for (const [name, values] of Object.entries(each)) {
    expanded = expanded.flatMap((row) =>
      valuesOf(values, row, { template, contract }).map((value) => [...row, [name, value] as const]),
    )
  }
  const table = rows.length === 0 ? [{}] : rows
  return tableFirst
    ? table.flatMap((row) => expanded.map((product) => toRow(product, row, true)))
    : expanded.flatMap((product) => table.map((row) => toRow(product, row, false)))
}

interface Expanding {
  readonly template: CaseTemplate
  readonly contract: Contract
}

/**
 * `$types`: the keys that have schemas. `$keys`: every key that the path parameter documents; of a free key, those of `$types`. `$others`: the types that the case does
 * not claim with the columns that stand before.
 */
function valuesOf(
  values: readonly unknown[] | string,
  row: Product,
  { template, contract }: Expanding,
): readonly unknown[] {
  if (typeof values !== 'string') return values
  if (values === '$others') return othersOf(template.given, { values: new Map(row), contract })
  return values === '$keys' && !hasFreeKeys(contract) ? contract.resource.key.values : typesOf(contract)
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
