import type { FullEngine } from '../create-engine.ts'
import type { Formula, SchemaFormula } from '../formula.ts'
import { type JsonObject, objectOf, own } from '../json.ts'
import { dependenciesAt, entriesAt, namesAt, schemaAt, schemasAt, textAt } from '../keywords.ts'
import { notExactlyOne } from '../shapes/in-place.ts'

/** An assertion of a schema that a value can break. */
export interface Assertion {
  readonly keyword: string
  /** The property whose absence breaks the assertion, for assertions about presence. */
  readonly property?: string
  /** Assertions with equal keys in several schemas of a group are one site. */
  readonly key: string
  /** The keywords to remove: the broken keyword and implied keywords. */
  readonly dropped: JsonObject
  /** The formula of values that break the assertion. */
  readonly broken: Formula
}

const SIMPLE = [
  'type',
  'enum',
  'const',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minLength',
  'maxLength',
  'pattern',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
]

/** The direct assertions of a schema, without assertions that nothing can break. */
export function assertionsOf(engine: FullEngine, formula: SchemaFormula): Assertion[] {
  const { schema } = formula.place
  const simple = SIMPLE.filter((keyword) => Object.hasOwn(schema, keyword)).map((keyword) =>
    simpleAssertion(engine, formula, keyword),
  )
  return [
    ...simple,
    ...formatAssertion(engine, formula),
    ...(schema['uniqueItems'] === true ? [simpleAssertion(engine, formula, 'uniqueItems')] : []),
    ...requirements(engine, formula),
    ...closures(engine, formula),
    ...applied(engine, formula),
  ]
}

function simpleAssertion({ formulas }: FullEngine, formula: SchemaFormula, keyword: string): Assertion {
  // A value of a wrong type is no listed value either, so these keywords break too.
  const dropped = keyword === 'type' ? { type: undefined, enum: undefined, const: undefined } : { [keyword]: undefined }
  const alone = only(formulas, formula, {
    [keyword]: own(formula.place.schema, keyword),
    ...(keyword === 'type' && { nullable: own(formula.place.schema, 'nullable') }),
  })
  return { keyword, key: keyword, dropped, broken: formulas.not(alone) }
}

/** The schema with only these keywords. */
function only(formulas: FullEngine['formulas'], formula: SchemaFormula, keywords: JsonObject): Formula {
  const none = Object.fromEntries(Object.keys(formula.place.schema).map((keyword) => [keyword, undefined]))
  return formulas.changed(formula, { ...none, ...keywords })
}

function formatAssertion(engine: FullEngine, formula: SchemaFormula): Assertion[] {
  const format = textAt(formula.place.schema, 'format') ?? ''
  const asserts =
    engine.formats.textRuleBroken(format) !== undefined || engine.formats.numberLimits(format) !== undefined
  return asserts ? [simpleAssertion(engine, formula, 'format')] : []
}

function requirements({ formulas }: FullEngine, formula: SchemaFormula): Assertion[] {
  const { schema } = formula.place
  const required = [...new Set(namesAt(schema, 'required'))]
  const fromRequired = required.map((property): Assertion => ({
    keyword: 'required',
    property,
    key: `required:${property}`,
    dropped: { required: required.filter((name) => name !== property) },
    broken: formulas.not(formulas.made({ type: 'object', required: [property] })),
  }))
  const dependencies = dependenciesAt(schema)
  const fromDependent = dependencies.flatMap(([name, names]) =>
    names.map((property): Assertion => {
      const left = dependencies.map(
        ([each, others]) => [each, each === name ? others.filter((other) => other !== property) : others] as const,
      )
      return {
        keyword: 'dependentRequired',
        property,
        key: `dependentRequired:${name}:${property}`,
        dropped: { dependentRequired: objectOf(left) },
        broken: formulas.not(formulas.made({ dependentRequired: { [name]: [property] } })),
      }
    }),
  )
  return [
    ...fromRequired.map((each) => ({
      ...each,
      broken: formulas.all([each.broken, formulas.made({ type: 'object' })]),
    })),
    ...fromDependent,
  ]
}

/** The assertions that close objects and arrays: keywords with the value false. A schema in place of false has separate sites. */
function closures(engine: FullEngine, formula: SchemaFormula): Assertion[] {
  const { formulas } = engine
  const { schema } = formula.place
  const found: Assertion[] = []
  const closed = (keyword: string) => schemaAt(formulas, formula, keyword) === formulas.never
  if (closed('additionalProperties')) {
    const openNames = (keyword: string) => objectOf(entriesAt(schema, keyword).map(([name]) => [name, true]))
    const alone = only(formulas, formula, {
      additionalProperties: false,
      properties: openNames('properties'),
      patternProperties: openNames('patternProperties'),
    })
    found.push({
      keyword: 'additionalProperties',
      key: 'additionalProperties',
      dropped: { additionalProperties: undefined },
      broken: formulas.not(alone),
    })
  }
  const first = schemasAt(formulas, formula, 'prefixItems')
  if (closed('items') && first.length > 0) {
    const alone = formulas.made({ type: 'array', minItems: first.length + 1 })
    found.push({ keyword: 'items', key: 'items', dropped: { items: undefined }, broken: alone })
  }
  for (const keyword of ['unevaluatedProperties', 'unevaluatedItems']) {
    if (!closed(keyword)) continue
    // All keywords affect evaluation, so all stay in the broken formula.
    found.push({ keyword, key: keyword, dropped: { [keyword]: undefined }, broken: formulas.not(formula) })
  }
  return found
}

function applied(engine: FullEngine, formula: SchemaFormula): Assertion[] {
  const { formulas } = engine
  const { schema } = formula.place
  const found: Assertion[] = []
  const contains = schemaAt(formulas, formula, 'contains')
  if (contains !== undefined && !(schema['minContains'] === 0 && schema['maxContains'] === undefined)) {
    const kept = { contains, minContains: schema['minContains'], maxContains: schema['maxContains'] }
    const dropped = { contains: undefined, minContains: undefined, maxContains: undefined }
    found.push({ keyword: 'contains', key: 'contains', dropped, broken: formulas.not(only(formulas, formula, kept)) })
  }
  const names = schemaAt(formulas, formula, 'propertyNames')
  if (names !== undefined && names !== formulas.always) {
    found.push({
      keyword: 'propertyNames',
      key: 'propertyNames',
      dropped: { propertyNames: undefined },
      broken: formulas.not(only(formulas, formula, { propertyNames: names })),
    })
  }
  const not = schemaAt(formulas, formula, 'not')
  if (not !== undefined)
    found.push({ keyword: 'not', key: `not:${formula.id}`, dropped: { not: undefined }, broken: not })
  const branches = schemasAt(formulas, formula, 'oneOf')
  if (branches.length > 1) {
    const [, ...pairs] = notExactlyOne(formulas, branches)
    found.push({
      keyword: 'oneOf',
      key: `oneOf:${formula.id}`,
      dropped: { oneOf: undefined },
      broken: formulas.any(pairs),
    })
  }
  return found
}
