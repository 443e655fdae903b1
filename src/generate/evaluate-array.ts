import type { Judge, Notes } from './judge.ts'
import type { SchemaFormula } from './formula.ts'
import { canonical } from './json.ts'
import { numberAt, schemaAt, schemasAt } from './keywords.ts'

interface ArrayCase {
  readonly formula: SchemaFormula
  readonly value: readonly unknown[]
  readonly notes: Notes | undefined
}

/** True if an array satisfies the array keywords except `unevaluatedItems`. */
export function evaluateArray(judge: Judge, { formula, value, notes }: ArrayCase): boolean {
  const { schema } = formula.place
  if (value.length < (numberAt(schema, 'minItems') ?? 0) || value.length > (numberAt(schema, 'maxItems') ?? Infinity))
    return false
  if (schema['uniqueItems'] === true && new Set(value.map((item) => canonical(item))).size < value.length) return false
  return evaluateItems(judge, { formula, value, notes }) && evaluateContains(judge, { formula, value, notes })
}

function evaluateItems(judge: Judge, { formula, value, notes }: ArrayCase): boolean {
  const first = schemasAt(judge.formulas, formula, 'prefixItems')
  const rest = schemaAt(judge.formulas, formula, 'items')
  for (const [index, item] of value.entries()) {
    const expected = first[index] ?? rest
    if (expected === undefined) continue
    if (!judge.evaluate(expected, item)) return false
    notes?.items.add(index)
  }
  return true
}

function evaluateContains(judge: Judge, { formula, value, notes }: ArrayCase): boolean {
  const contains = schemaAt(judge.formulas, formula, 'contains')
  if (contains === undefined) return true
  const found = value.flatMap((item, index) => (judge.evaluate(contains, item) ? [index] : []))
  for (const index of found) notes?.items.add(index)
  const { schema } = formula.place
  return (
    found.length >= (numberAt(schema, 'minContains') ?? 1) &&
    found.length <= (numberAt(schema, 'maxContains') ?? Infinity)
  )
}
