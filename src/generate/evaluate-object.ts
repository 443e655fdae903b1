import type { Judge, Notes } from './judge.ts'
import { expressionOf } from './expressions.ts'
import type { Formula, SchemaFormula } from './formula.ts'
import { isObject, type JsonObject, own } from './json.ts'
import { dependenciesAt, namesAt, numberAt, schemaAt, schemaMapAt } from './keywords.ts'

interface ObjectCase {
  readonly formula: SchemaFormula
  readonly value: JsonObject
  readonly notes: Notes | undefined
}

/** True if an object satisfies the object keywords except in-place keywords and `unevaluatedProperties`. */
export function evaluateObject(judge: Judge, { formula, value, notes }: ObjectCase): boolean {
  const { schema } = formula.place
  const keys = Object.keys(value)
  if (
    keys.length < (numberAt(schema, 'minProperties') ?? 0) ||
    keys.length > (numberAt(schema, 'maxProperties') ?? Infinity)
  )
    return false
  if (!namesAt(schema, 'required').every((name) => Object.hasOwn(value, name))) return false
  const met = (names: readonly string[]) => names.every((name) => Object.hasOwn(value, name))
  if (!dependenciesAt(schema).every(([name, names]) => !Object.hasOwn(value, name) || met(names))) return false
  const naming = schemaAt(judge.formulas, formula, 'propertyNames')
  if (naming !== undefined && !keys.every((key) => judge.evaluate(naming, key))) return false
  return evaluateProperties(judge, { formula, value, notes })
}

function evaluateProperties(judge: Judge, { formula, value, notes }: ObjectCase): boolean {
  const { formulas } = judge
  const { schema } = formula.place
  const declared = own(schema, 'properties')
  const patterns = schemaMapAt(formulas, formula, 'patternProperties')
  const additional = schemaAt(formulas, formula, 'additionalProperties')
  for (const key of Object.keys(value)) {
    const expected: Formula[] = patterns.flatMap(([pattern, part]) => (expressionOf(pattern).test(key) ? [part] : []))
    if (isObject(declared) && Object.hasOwn(declared, key)) expected.push(formulas.inside(formula, own(declared, key)))
    if (expected.length === 0 && additional !== undefined) expected.push(additional)
    if (expected.length > 0) notes?.keys.add(key)
    if (!expected.every((part) => judge.evaluate(part, own(value, key)))) return false
  }
  return true
}
