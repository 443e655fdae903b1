import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import type { Mistake } from './mistake.ts'
import { scalarText } from './scalar.ts'
import { isObject, parsePointer } from '../json/pointer.ts'
import { suggestion } from './suggestion.ts'
import type { YamlSource } from './yaml-source.ts'

// The schemas are our own. A check against the metaschema would cost more time than compiling all schemas. Compiled without copies of what
// a `$ref` names and without a pass over the code, the schema of suites takes a fifth of the time. A file is checked once.
const ajv = new Ajv2020({
  strict: false,
  allErrors: true,
  verbose: true,
  meta: false,
  validateSchema: false,
  inlineRefs: false,
  code: { optimize: false },
  formats: { regex: isRegex },
})

/** Compiles a JSON Schema for files of users. ajv returns the same function for the same schema object. */
export function compileFileSchema(schema: object): ValidateFunction {
  return ajv.compile(schema)
}

/** True if the text compiles with the `u` flag, as in the judge. */
function isRegex(text: string): boolean {
  try {
    return new RegExp(text, 'u') instanceof RegExp
  } catch {
    return false
  }
}

/** The mistakes of a YAML file against a schema, each with a location and the expected form. */
export function checkSource(source: YamlSource, validate: ValidateFunction): readonly Mistake[] {
  if (source.mistakes.length > 0) return source.mistakes
  if (validate(source.value)) return []
  const errors = (validate.errors ?? []).filter(({ keyword }) => keyword !== 'if' && keyword !== 'propertyNames')
  const mistakes = errors.map((error) => toMistake(source, error))
  return mistakes.filter(
    (mistake, index) => mistakes.findIndex((other) => JSON.stringify(other) === JSON.stringify(mistake)) === index,
  )
}

function toMistake(source: YamlSource, error: ErrorObject): Mistake {
  const tokens = parsePointer(error.instancePath)
  const { additionalProperty, missingProperty } = error.params as Record<string, string | undefined>
  if (additionalProperty !== undefined) {
    const known = Object.keys((error.parentSchema?.['properties'] ?? {}) as object)
    return {
      message: `unknown ${nounOf(error)} "${additionalProperty}"${suggestion(additionalProperty, known)}${oneOf(additionalProperty, known, error.parentSchema?.['x-hint'])}`,
      at: source.locate([...tokens, additionalProperty], 'key'),
    }
  }
  if (missingProperty !== undefined) {
    return { message: `"${missingProperty}" is missing here`, at: source.locate(tokens, 'key') }
  }
  return { message: wrongValue(error), at: source.locate(tokens) }
}

/** The name for a key in messages: the schema's `x-keys`, or `key`. */
function nounOf(error: ErrorObject): string {
  return scalarText(error.parentSchema?.['x-keys'] ?? 'key')
}

function oneOf(written: string, known: readonly string[], hint: unknown): string {
  if (suggestion(written, known) !== '' || known.length > 24) return ''
  if (known.length === 0) return hint === undefined ? '' : `; ${scalarText(hint)}`
  return `; known are ${known.join(', ')}`
}

/** The message for a wrong value: the expected form, then the actual value. */
export function wrongValue(error: ErrorObject): string {
  const schema = error.parentSchema
  const got = describe(error.data, error.keyword)
  if (error.keyword === 'enum') {
    const allowed = (error.params as { allowedValues: unknown[] }).allowedValues.map(String)
    const near = typeof error.data === 'string' ? suggestion(error.data, allowed) : ''
    return `expected one of ${allowed.join(', ')}, not ${got}${near}`
  }
  if (typeof schema?.['description'] === 'string') return `expected ${lowerFirst(schema['description'])}, not ${got}`
  if (error.keyword === 'type')
    return `expected ${String((error.params as { type: string | string[] }).type).replaceAll(',', ' or ')}, not ${got}`
  return `${got} ${error.message ?? 'is not valid here'}`
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1).replace(/\.$/, '')
}

function describe(value: unknown, keyword: string): string {
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list'
  if (isObject(value)) {
    const words = Object.keys(value)
    if (words.length === 0) return 'an empty map'
    return keyword === 'maxProperties' ? `a map with ${words.join(', ')}` : 'a map'
  }
  return JSON.stringify(value) ?? 'nothing'
}
