import { type Formula, type Formulas, isFormula, type SchemaFormula } from './formula.ts'
import { isObject, type JsonObject, own, type TypeName } from './json.ts'

/** The number under a keyword; undefined if absent or no number. */
export function numberAt(schema: JsonObject, keyword: string): number | undefined {
  const value = own(schema, keyword)
  return typeof value === 'number' ? value : undefined
}

/** The text under a keyword; undefined if absent or no text. */
export function textAt(schema: JsonObject, keyword: string): string | undefined {
  const value = own(schema, keyword)
  return typeof value === 'string' ? value : undefined
}

/** The list under a keyword; empty if absent or no list. */
export function listAt(schema: JsonObject, keyword: string): readonly unknown[] {
  const value = own(schema, keyword)
  return Array.isArray(value) ? value : []
}

/** The texts in the list under a keyword. */
export function namesAt(schema: JsonObject, keyword: string): readonly string[] {
  return listAt(schema, keyword).filter((name) => typeof name === 'string')
}

/** The entries of a keyword that maps names; empty for a formula. */
export function entriesAt(schema: JsonObject, keyword: string): readonly [string, unknown][] {
  const value = own(schema, keyword)
  return isObject(value) && !isFormula(value) ? Object.entries(value) : []
}

/** The types that a schema names; undefined without `type`. */
export function typesAt(schema: JsonObject): ReadonlySet<TypeName | 'integer'> | undefined {
  const type = own(schema, 'type')
  if (typeof type === 'string') return new Set([type as TypeName])
  return Array.isArray(type) ? new Set(type as TypeName[]) : undefined
}

/** The values that `enum` and `const` list; undefined without both. */
export function choicesAt(schema: JsonObject): readonly unknown[] | undefined {
  const listed = own(schema, 'enum')
  const fixed = Object.hasOwn(schema, 'const') ? [own(schema, 'const')] : undefined
  if (!Array.isArray(listed)) return fixed
  return fixed === undefined ? listed : [...listed, ...fixed]
}

/** The subschema under a keyword; undefined if absent. */
export function schemaAt(formulas: Formulas, formula: SchemaFormula, keyword: string): Formula | undefined {
  const { schema } = formula.place
  return Object.hasOwn(schema, keyword) ? formulas.inside(formula, own(schema, keyword)) : undefined
}

/** The subschemas in the list of a keyword. */
export function schemasAt(formulas: Formulas, formula: SchemaFormula, keyword: string): readonly Formula[] {
  return listAt(formula.place.schema, keyword).map((schema) => formulas.inside(formula, schema))
}

/** The subschemas in the map of a keyword. */
export function schemaMapAt(
  formulas: Formulas,
  formula: SchemaFormula,
  keyword: string,
): readonly (readonly [string, Formula])[] {
  return entriesAt(formula.place.schema, keyword).map(
    ([name, schema]) => [name, formulas.inside(formula, schema)] as const,
  )
}

/** The property names that `dependentRequired` demands, by the property that triggers the demand. */
export function dependenciesAt(schema: JsonObject): readonly (readonly [string, readonly string[]])[] {
  return entriesAt(schema, 'dependentRequired').map(
    ([name, names]) => [name, Array.isArray(names) ? names.filter((each) => typeof each === 'string') : []] as const,
  )
}
