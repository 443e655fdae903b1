import { expressionOf } from './expressions.ts'
import type { FormatTable } from './formats/formats.ts'
import { canonical, isObject, type JsonObject, lengthOf, own, typeOf } from './json.ts'
import { choicesAt, numberAt, textAt, typesAt } from './keywords.ts'

/** True if a value satisfies the keywords without subschemas, except array and object keywords. */
export function evaluateScalar(schema: JsonObject, value: unknown, formats: FormatTable): boolean {
  if (!hasType(schema, value) || !isChosen(schema, value)) return false
  if (typeof value === 'number') return evaluateNumber(schema, value, formats)
  return typeof value !== 'string' || evaluateText(schema, value, formats)
}

function hasType(schema: JsonObject, value: unknown): boolean {
  const types = typesAt(schema)
  const type = typeOf(value)
  if (type === undefined) return false
  return types === undefined || types.has(type) || (types.has('integer') && Number.isInteger(value))
}

function isChosen(schema: JsonObject, value: unknown): boolean {
  if (choicesAt(schema) === undefined) return true
  const text = canonical(value)
  const listed = own(schema, 'enum')
  return (
    (!Array.isArray(listed) || listed.some((choice) => same(choice, value, text))) &&
    (!Object.hasOwn(schema, 'const') || same(own(schema, 'const'), value, text))
  )
}

function same(choice: unknown, value: unknown, text: string): boolean {
  return choice === value || ((isObject(choice) || Array.isArray(choice)) && canonical(choice) === text)
}

function evaluateNumber(schema: JsonObject, value: number, formats: FormatTable): boolean {
  const multipleOf = numberAt(schema, 'multipleOf')
  const format = textAt(schema, 'format')
  return (
    value >= (numberAt(schema, 'minimum') ?? -Infinity) &&
    value <= (numberAt(schema, 'maximum') ?? Infinity) &&
    value > (numberAt(schema, 'exclusiveMinimum') ?? -Infinity) &&
    value < (numberAt(schema, 'exclusiveMaximum') ?? Infinity) &&
    (multipleOf === undefined || isMultiple(value, multipleOf)) &&
    (format === undefined || formats.acceptsNumber(format, value))
  )
}

/**
 * True by ajv's rule: parseInt of the printed quotient equals the quotient. A quotient printed with an exponent is therefore no
 * integer.
 */
export function isMultiple(value: number, of: number): boolean {
  const quotient = value / of
  return quotient === Number.parseInt(`${quotient}`, 10)
}

function evaluateText(schema: JsonObject, value: string, formats: FormatTable): boolean {
  const [min, max] = [numberAt(schema, 'minLength'), numberAt(schema, 'maxLength')]
  if (min !== undefined || max !== undefined) {
    const length = lengthOf(value)
    if (length < (min ?? 0) || length > (max ?? Infinity)) return false
  }
  const pattern = textAt(schema, 'pattern')
  if (pattern !== undefined && !expressionOf(pattern).test(value)) return false
  const format = textAt(schema, 'format')
  return format === undefined || formats.acceptsText(format, value)
}
