import type { Formula, Formulas, SchemaFormula } from './formula.ts'
import { own } from './json.ts'
import { schemaAt } from './keywords.ts'

/** The targets of `$ref` and `$dynamicRef`. */
export function references(formulas: Formulas, formula: SchemaFormula): Formula[] {
  const { schema } = formula.place
  const [fixed, dynamic] = [own(schema, '$ref'), own(schema, '$dynamicRef')]
  return [
    ...(typeof fixed === 'string' ? [formulas.referred(formula, fixed, false)] : []),
    ...(typeof dynamic === 'string' ? [formulas.referred(formula, dynamic, true)] : []),
  ]
}

/**
 * `if`, `then` and `else` as a formula: (if and then) or (not if and else). Some judges ignore what a lone `if` evaluates;
 * `cautious` ignores this too.
 */
export function conditional(formulas: Formulas, formula: SchemaFormula, cautious: boolean): Formula | undefined {
  const condition = schemaAt(formulas, formula, 'if')
  if (condition === undefined) return undefined
  const then = schemaAt(formulas, formula, 'then') ?? formulas.always
  const otherwise = schemaAt(formulas, formula, 'else') ?? formulas.always
  const counted =
    cautious && !Object.hasOwn(formula.place.schema, 'then') ? formulas.not(formulas.not(condition)) : condition
  return formulas.any([formulas.all([counted, then]), formulas.all([formulas.not(condition), otherwise])])
}
