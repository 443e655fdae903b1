import type { Formula, SchemaFormula } from '../formula.ts'
import { type JsonObject, own, type TypeName, typeOf } from '../json.ts'
import { dependenciesAt, namesAt, numberAt, schemaAt, schemaMapAt, schemasAt, textAt, typesAt } from '../keywords.ts'
import type { Engine } from './engine.ts'
import { arrayShape, choiceShape, EVERY, numberShape, objectShape, type Shape, textShape } from './shape.ts'

/** The values of a type that break a schema's direct keyword, without references and in-place keywords. */
export function refuteOwn(engine: Engine, formula: SchemaFormula, type: TypeName): Shape[] {
  const { schema } = formula.place
  const types = typesAt(schema)
  const integer = type === 'number' && types?.has('integer') === true && !types.has('number')
  // Judges that read `nullable` of OpenAPI 3.0 accept null, so null is no clear violation.
  if (type === 'null' && types !== undefined && schema['nullable'] === true) return []
  if (types !== undefined && !types.has(type) && !integer) return [EVERY[type]]
  const broken = refuteChoices(schema, type)
  if (integer) broken.push(numberShape({ nonMultiples: [1] }))
  switch (type) {
    case 'null':
    case 'boolean':
      return broken
    case 'number':
      return [...broken, ...refuteNumbers(engine, schema)]
    case 'string':
      return [...broken, ...refuteTexts(engine, schema)]
    case 'array':
      return [...broken, ...refuteArrays(engine, formula)]
    case 'object':
      return [...broken, ...refuteObjects(engine, formula)]
  }
}

function refuteChoices(schema: JsonObject, type: TypeName): Shape[] {
  const lists = [own(schema, 'enum'), Object.hasOwn(schema, 'const') ? [own(schema, 'const')] : undefined]
  return lists.filter((list) => Array.isArray(list)).map((list) => without(type, list))
}

function without(type: TypeName, values: readonly unknown[]): Shape {
  const excluded = values.filter((value) => typeOf(value) === type)
  const every = EVERY[type]
  if (every.kind === 'choice')
    return choiceShape(
      type,
      every.values.filter((value) => !excluded.includes(value)),
    )
  return { ...every, excluded }
}

function refuteNumbers(engine: Engine, schema: JsonObject): Shape[] {
  const broken: Shape[] = []
  const [minimum, maximum] = [numberAt(schema, 'minimum'), numberAt(schema, 'maximum')]
  const [above, under] = [numberAt(schema, 'exclusiveMinimum'), numberAt(schema, 'exclusiveMaximum')]
  const multipleOf = numberAt(schema, 'multipleOf')
  const limits = engine.formats.numberLimits(textAt(schema, 'format') ?? '')
  if (minimum !== undefined) broken.push(numberShape({ max: minimum, belowMax: true }))
  if (maximum !== undefined) broken.push(numberShape({ min: maximum, aboveMin: true }))
  if (above !== undefined) broken.push(numberShape({ max: above }))
  if (under !== undefined) broken.push(numberShape({ min: under }))
  if (multipleOf !== undefined) broken.push(numberShape({ nonMultiples: [multipleOf] }))
  if (limits?.integer === true) broken.push(numberShape({ nonMultiples: [1] }))
  if (limits !== undefined && limits.max !== Infinity) {
    broken.push(numberShape({ min: limits.max, aboveMin: true }), numberShape({ max: limits.min, belowMax: true }))
  }
  return broken
}

function refuteTexts(engine: Engine, schema: JsonObject): Shape[] {
  const broken: Shape[] = []
  const [minLength, maxLength] = [numberAt(schema, 'minLength') ?? 0, numberAt(schema, 'maxLength')]
  if (minLength > 0) broken.push(textShape({ maxLength: minLength - 1 }))
  if (maxLength !== undefined) broken.push(textShape({ minLength: maxLength + 1 }))
  const pattern = textAt(schema, 'pattern')
  if (pattern !== undefined) broken.push(textShape({ rules: [{ kind: 'pattern', source: pattern, negated: true }] }))
  const format = engine.formats.textRuleBroken(textAt(schema, 'format') ?? '')
  if (format === undefined) return broken
  if (format.nearValid.length > 0) broken.push(choiceShape('string', format.nearValid))
  return [...broken, textShape({ rules: [format.rule] })]
}

function refuteArrays(engine: Engine, formula: SchemaFormula): Shape[] {
  const { formulas } = engine
  const { schema } = formula.place
  const broken: Shape[] = []
  const [minItems, maxItems] = [numberAt(schema, 'minItems') ?? 0, numberAt(schema, 'maxItems')]
  if (minItems > 0) broken.push(arrayShape({ maxItems: minItems - 1 }))
  if (maxItems !== undefined) broken.push(arrayShape({ minItems: maxItems + 1 }))
  const first = schemasAt(formulas, formula, 'prefixItems')
  for (const [index, part] of first.entries()) {
    broken.push(
      arrayShape({ minItems: index + 1, rules: [{ from: index, to: index + 1, formula: formulas.not(part) }] }),
    )
  }
  const rest = schemaAt(formulas, formula, 'items')
  if (rest !== undefined) broken.push(someItem(formulas.not(rest), first.length))
  const contains = schemaAt(formulas, formula, 'contains')
  if (contains !== undefined) broken.push(...refuteContains(schema, contains))
  if (schema['uniqueItems'] === true) broken.push(arrayShape({ minItems: 2, repeated: true }))
  return broken
}

/** Arrays with an item at or after an index that satisfies a formula. */
export function someItem(formula: Formula, from: number): Shape {
  return arrayShape({ minItems: from + 1, counts: [{ from, formula, min: 1, max: Infinity }] })
}

function refuteContains(schema: JsonObject, formula: Formula): Shape[] {
  const [min, max] = [numberAt(schema, 'minContains') ?? 1, numberAt(schema, 'maxContains')]
  const few = min > 0 ? [arrayShape({ counts: [{ from: 0, formula, min: 0, max: min - 1 }] })] : []
  return max === undefined
    ? few
    : [...few, arrayShape({ minItems: max + 1, counts: [{ from: 0, formula, min: max + 1, max: Infinity }] })]
}

function refuteObjects(engine: Engine, formula: SchemaFormula): Shape[] {
  const { schema } = formula.place
  const broken: Shape[] = namesAt(schema, 'required').map((name) => objectShape({ absent: new Set([name]) }))
  const [min, max] = [numberAt(schema, 'minProperties') ?? 0, numberAt(schema, 'maxProperties')]
  if (min > 0) broken.push(objectShape({ maxProperties: min - 1 }))
  if (max !== undefined) broken.push(objectShape({ minProperties: max + 1 }))
  for (const [name, names] of dependenciesAt(schema)) {
    for (const each of names) broken.push(objectShape({ required: new Set([name]), absent: new Set([each]) }))
  }
  return [...broken, ...refuteProperties(engine, formula)]
}

function refuteProperties(engine: Engine, formula: SchemaFormula): Shape[] {
  const { formulas } = engine
  const declared = schemaMapAt(formulas, formula, 'properties')
  const patterned = schemaMapAt(formulas, formula, 'patternProperties')
  const additional = schemaAt(formulas, formula, 'additionalProperties')
  const naming = schemaAt(formulas, formula, 'propertyNames')
  const broken: Shape[] = declared.map(([name, part]) =>
    objectShape({ required: new Set([name]), rules: [{ names: { kind: 'name', name }, formula: formulas.not(part) }] }),
  )
  for (const [source, part] of patterned) {
    broken.push(
      objectShape({
        witnesses: [{ names: { kind: 'pattern', source }, formula: formulas.not(part), naming: formulas.always }],
      }),
    )
  }
  if (additional !== undefined) {
    const names = new Set(declared.map(([name]) => name))
    const others = { kind: 'others', names, patterns: patterned.map(([source]) => source) } as const
    broken.push(
      objectShape({ witnesses: [{ names: others, formula: formulas.not(additional), naming: formulas.always }] }),
    )
  }
  if (naming !== undefined) {
    broken.push(
      objectShape({
        witnesses: [{ names: { kind: 'every' }, formula: formulas.always, naming: formulas.not(naming) }],
      }),
    )
  }
  return broken
}
