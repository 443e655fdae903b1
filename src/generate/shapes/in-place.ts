import { conditional, references } from '../applied.ts'
import type { Formula, Formulas, SchemaFormula } from '../formula.ts'
import type { TypeName } from '../json.ts'
import { schemaAt, schemaMapAt, schemasAt } from '../keywords.ts'

/** The type of the value. `cautious` leaves out annotations on which judges disagree. */
export interface InPlaceCase {
  readonly type: TypeName
  readonly cautious: boolean
}

/** The formulas that a schema applies to the same value, apart from direct keywords and `unevaluated…`. */
export function inPlaceFormulas(
  formulas: Formulas,
  formula: SchemaFormula,
  { type, cautious }: InPlaceCase,
): Formula[] {
  const { schema } = formula.place
  const parts = [...references(formulas, formula), ...schemasAt(formulas, formula, 'allOf')]
  const condition = conditional(formulas, formula, cautious)
  if (condition !== undefined) parts.push(condition)
  if (Object.hasOwn(schema, 'anyOf')) parts.push(formulas.any(schemasAt(formulas, formula, 'anyOf')))
  if (Object.hasOwn(schema, 'oneOf')) parts.push(formulas.one(schemasAt(formulas, formula, 'oneOf')))
  if (type === 'object') parts.push(...dependentFormulas(formulas, formula))
  const not = schemaAt(formulas, formula, 'not')
  if (not !== undefined) parts.push(formulas.not(not))
  return parts
}

/** A formula for each dependent schema: the property is absent, or the schema holds. */
function dependentFormulas(formulas: Formulas, formula: SchemaFormula): Formula[] {
  return schemaMapAt(formulas, formula, 'dependentSchemas').map(([name, part]) =>
    formulas.any([
      formulas.not(formulas.made({ required: [name] })),
      formulas.all([formulas.made({ required: [name] }), part]),
    ]),
  )
}

/** Formulas that cover all values that break an in-place keyword. */
export function inPlaceRefutations(formulas: Formulas, formula: SchemaFormula, type: TypeName): Formula[] {
  const { schema } = formula.place
  const parts = [...references(formulas, formula), ...schemasAt(formulas, formula, 'allOf')].map((part) =>
    formulas.not(part),
  )
  const condition = schemaAt(formulas, formula, 'if')
  const then = schemaAt(formulas, formula, 'then')
  const otherwise = schemaAt(formulas, formula, 'else')
  if (condition !== undefined && then !== undefined) parts.push(formulas.all([condition, formulas.not(then)]))
  if (condition !== undefined && otherwise !== undefined)
    parts.push(formulas.all([formulas.not(condition), formulas.not(otherwise)]))
  if (Object.hasOwn(schema, 'anyOf')) parts.push(formulas.not(formulas.any(schemasAt(formulas, formula, 'anyOf'))))
  if (Object.hasOwn(schema, 'oneOf')) parts.push(formulas.not(formulas.one(schemasAt(formulas, formula, 'oneOf'))))
  const not = schemaAt(formulas, formula, 'not')
  if (not !== undefined) parts.push(not)
  if (type !== 'object') return parts
  const dependent = schemaMapAt(formulas, formula, 'dependentSchemas')
  return [
    ...parts,
    ...dependent.map(([name, part]) => formulas.all([formulas.made({ required: [name] }), formulas.not(part)])),
  ]
}

/** Formulas that hold if no branch holds, or if two branches hold. */
export function notExactlyOne(formulas: Formulas, branches: readonly Formula[]): Formula[] {
  const pairs = branches.flatMap((branch, index) =>
    branches.slice(index + 1).map((other) => formulas.all([branch, other])),
  )
  return [formulas.all(branches.map((branch) => formulas.not(branch))), ...pairs]
}
