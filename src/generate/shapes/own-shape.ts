import { expressionOf } from '../expressions.ts'
import { UnsupportedSchema } from '../errors.ts'
import type { SchemaFormula } from '../formula.ts'
import { isObject, type JsonObject, own, typeOf } from '../json.ts'
import {
  choicesAt,
  dependenciesAt,
  namesAt,
  numberAt,
  schemaAt,
  schemaMapAt,
  schemasAt,
  textAt,
  typesAt,
} from '../keywords.ts'
import type { TextRule } from '../text/language.ts'
import type { Engine } from './engine.ts'
import type { InPlaceCase } from './in-place.ts'
import {
  arrayShape,
  choiceShape,
  EVERY,
  numberShape,
  objectShape,
  type PropertyRule,
  type Shape,
  textShape,
} from './shape.ts'

/**
 * The values of a type that satisfy a schema's direct keywords, without references and in-place keywords. Undefined if none does.
 */
export function ownShape(engine: Engine, formula: SchemaFormula, { type, cautious }: InPlaceCase): Shape | undefined {
  const { schema } = formula.place
  const types = typesAt(schema)
  if (types !== undefined && !types.has(type) && !(type === 'number' && types.has('integer'))) return undefined
  const choices = choicesAt(schema)
  if (choices !== undefined) {
    const values = choices.filter((value) => typeOf(value) === type)
    return values.length === 0 ? undefined : choiceShape(type, values)
  }
  switch (type) {
    case 'null':
    case 'boolean':
      return EVERY[type]
    case 'number':
      return ownNumbers(engine, schema, types !== undefined && !types.has('number'))
    case 'string':
      return ownTexts(engine, schema)
    case 'array':
      return ownArrays(engine, formula, cautious)
    case 'object':
      return ownObjects(engine, formula)
  }
}

function ownNumbers(engine: Engine, schema: JsonObject, integer: boolean): Shape {
  const [least, greatest] = [numberAt(schema, 'minimum') ?? -Infinity, numberAt(schema, 'maximum') ?? Infinity]
  const [above, under] = [
    numberAt(schema, 'exclusiveMinimum') ?? -Infinity,
    numberAt(schema, 'exclusiveMaximum') ?? Infinity,
  ]
  const limits = engine.formats.numberLimits(textAt(schema, 'format') ?? '')
  const multipleOf = numberAt(schema, 'multipleOf')
  const min = Math.max(least, above, limits?.min ?? -Infinity)
  const max = Math.min(greatest, under, limits?.max ?? Infinity)
  return numberShape({
    min,
    max,
    aboveMin: above === min && above !== -Infinity,
    belowMax: under === max && under !== Infinity,
    multiples: [...(multipleOf === undefined ? [] : [multipleOf]), ...(integer || limits?.integer === true ? [1] : [])],
  })
}

function ownTexts(engine: Engine, schema: JsonObject): Shape {
  const pattern = textAt(schema, 'pattern')
  const format = engine.formats.textRule(textAt(schema, 'format') ?? '')
  const rules: TextRule[] = format === undefined ? [] : [format]
  if (pattern !== undefined) rules.push({ kind: 'pattern', source: checkedPattern(pattern), negated: false })
  return textShape({
    minLength: numberAt(schema, 'minLength') ?? 0,
    maxLength: numberAt(schema, 'maxLength') ?? Infinity,
    rules,
  })
}

/**
 * The pattern.
 * @throws UnsupportedSchema if the pattern is no regular expression.
 */
function checkedPattern(pattern: string): string {
  try {
    expressionOf(pattern)
  } catch (cause) {
    throw new UnsupportedSchema('', `${pattern} is not a regular expression`, { cause })
  }
  return pattern
}

function ownArrays(engine: Engine, formula: SchemaFormula, cautious: boolean): Shape {
  const { formulas } = engine
  const { schema } = formula.place
  const first = schemasAt(formulas, formula, 'prefixItems')
  const rest = schemaAt(formulas, formula, 'items')
  const contains = schemaAt(formulas, formula, 'contains')
  const rules = first.map((part, index) => ({ from: index, to: index + 1, formula: part }))
  if (rest !== undefined) rules.push({ from: first.length, to: Infinity, formula: rest })
  const count = contains && {
    from: 0,
    formula: contains,
    min: numberAt(schema, 'minContains') ?? 1,
    max: numberAt(schema, 'maxContains') ?? Infinity,
  }
  // Some judges ignore the items of `contains` if no item is needed.
  const itemsLike = contains === undefined || (cautious && count?.min === 0) ? [] : [contains]
  const base = arrayShape({})
  return {
    ...base,
    minItems: numberAt(schema, 'minItems') ?? 0,
    maxItems: numberAt(schema, 'maxItems') ?? Infinity,
    rules,
    counts: count === undefined || (count.min === 0 && count.max === Infinity) ? [] : [count],
    unique: schema['uniqueItems'] === true,
    evaluated: { ...base.evaluated, items: rest === undefined ? first.length : Infinity, itemsLike },
  }
}

function ownObjects(engine: Engine, formula: SchemaFormula): Shape {
  const { formulas } = engine
  const { schema } = formula.place
  const declared = schemaMapAt(formulas, formula, 'properties')
  const patterned = schemaMapAt(formulas, formula, 'patternProperties')
  const additional = schemaAt(formulas, formula, 'additionalProperties')
  const naming = schemaAt(formulas, formula, 'propertyNames')
  const names = new Set(declared.map(([name]) => name))
  const patterns = patterned.map(([source]) => checkedPattern(source))
  const rules: PropertyRule[] = declared.map(([name, part]) => ({ names: { kind: 'name', name }, formula: part }))
  for (const [source, part] of patterned) rules.push({ names: { kind: 'pattern', source }, formula: part })
  if (additional !== undefined) rules.push({ names: { kind: 'others', names, patterns }, formula: additional })
  const base = objectShape({})
  return {
    ...base,
    minProperties: numberAt(schema, 'minProperties') ?? 0,
    maxProperties: numberAt(schema, 'maxProperties') ?? Infinity,
    rules,
    required: new Set(namesAt(schema, 'required')),
    brings: dependenciesAt(schema),
    naming: naming === undefined ? [] : [naming],
    preferred: discriminators(schema),
    evaluated: { ...base.evaluated, names, patterns, everyName: additional !== undefined },
  }
}

function discriminators(schema: JsonObject): ReadonlySet<string> {
  const discriminator = own(schema, 'discriminator')
  const name = isObject(discriminator) ? own(discriminator, 'propertyName') : undefined
  return new Set(typeof name === 'string' ? [name] : [])
}
