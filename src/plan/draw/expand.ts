import { hasFreeKeys } from '../../contract/keys.ts'
import type { Contract } from '../../contract/contract.ts'
import type { CaseTemplate } from '../../suite/suite.ts'
import { othersOf, typesOf } from './bind-given.ts'
import { type Row, rowsOf } from '../../suite/rows.ts'

/** The product of a case's columns, and of its table with them. */
export function expandRows(template: CaseTemplate, contract: Contract): readonly Row[] {
  return rowsOf(template, (values, row) => valuesOf(values, row, { template, contract }))
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
  row: ReadonlyMap<string, unknown>,
  { template, contract }: Expanding,
): readonly unknown[] {
  if (typeof values !== 'string') return values
  if (values === '$others') return othersOf(template.given, { values: row, contract })
  return values === '$keys' && !hasFreeKeys(contract) ? contract.resource.key.values : typesOf(contract)
}
