import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import type { Mistake } from './mistake.ts'
import { quoted } from './quoted.ts'
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

/** The mistakes of a YAML file against a schema, each with a location and the expected form. `mask` hides secrets in values. */
export function checkSource(source: YamlSource, validate: ValidateFunction, mask?: Mask): readonly Mistake[] {
  if (source.mistakes.length > 0) return source.mistakes
  if (validate(source.value)) return []
  const errors = (validate.errors ?? []).filter(({ keyword }) => keyword !== 'if' && keyword !== 'propertyNames')
  const mistakes = errors.map((error) => toMistake(source, error, mask))
  return mistakes.filter(
    (mistake, index) => mistakes.findIndex((other) => JSON.stringify(other) === JSON.stringify(mistake)) === index,
  )
}

type Mask = (text: string) => string

function toMistake(source: YamlSource, error: ErrorObject, mask?: Mask): Mistake {
  const tokens = parsePointer(error.instancePath)
  const { additionalProperty, missingProperty } = error.params as Record<string, string | undefined>
  if (additionalProperty !== undefined) {
    const known = Object.keys((error.parentSchema?.['properties'] ?? {}) as object)
    return {
      message: `unknown ${nounOf(error)} ${quoted(additionalProperty)}${suggestion(additionalProperty, known)}${oneOf(additionalProperty, known, error.parentSchema?.['x-hint'])}`,
      at: source.locate([...tokens, additionalProperty], 'key'),
    }
  }
  if (missingProperty !== undefined) {
    return { message: `"${missingProperty}" is missing here`, at: source.locate(tokens, 'key') }
  }
  return { message: wrongValue(error, mask), at: source.locate(tokens) }
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

/** The message for a wrong value: the expected form, then the actual value. `mask` hides secrets in the value. */
export function wrongValue(error: ErrorObject, mask?: Mask): string {
  const schema = error.parentSchema
  const got = describe(error, mask)
  if (error.keyword === 'enum') {
    const allowed = (error.params as { allowedValues: unknown[] }).allowedValues.map(String)
    const near = typeof error.data === 'string' ? suggestion(error.data, allowed) : ''
    return `expected one of ${allowed.join(', ')}, not ${got}${near}`
  }
  if (typeof schema?.['description'] === 'string') return `expected ${lowerFirst(schema['description'])}, not ${got}`
  if (error.keyword === 'type')
    return `expected ${keysOf(schema) ?? typesOf(error).map(inWords).join(' or ')}, not ${got}`
  return `${got} ${error.message ?? 'is not valid here'}`
}

/** The types that the keyword `type` allows. */
function typesOf({ params }: ErrorObject): readonly string[] {
  return [(params as { type: string | string[] }).type].flat()
}

/** A type of JSON Schema in words for people who write YAML. */
function inWords(type: string): string {
  return IN_WORDS[type] ?? type
}

const IN_WORDS: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  integer: 'a whole number',
  number: 'a number',
  object: 'a map',
  string: 'a text',
}

/** The keys of a map for a message; undefined for a schema that names none. */
function keysOf(schema: ErrorObject['parentSchema']): string | undefined {
  const [required = Object.keys((schema?.['properties'] ?? {}) as object)[0]] = (schema?.['required'] ?? []) as string[]
  return schema?.['type'] === 'object' && required !== undefined ? `keys such as ${required}:` : undefined
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1).replace(/\.$/, '')
}

function describe(error: ErrorObject, mask?: Mask): string {
  const { data, keyword } = error
  if (Array.isArray(data)) return data.length === 0 ? 'an empty list' : 'a list'
  if (isObject(data)) {
    const words = Object.keys(data)
    if (words.length === 0) return 'an empty map'
    return keyword === 'maxProperties' ? `a map with ${words.join(', ')}` : 'a map'
  }
  return lacksQuotes(error) ? 'a number; put it in quotes' : quoted(data, mask)
}

/** True for a number in the place of a text: YAML reads an id or a password of digits so. A text of another form than an id needs more than quotes. */
function lacksQuotes(error: ErrorObject): boolean {
  const { data, keyword, parentSchema } = error
  if (keyword !== 'type' || typeof data !== 'number' || !typesOf(error).includes('string')) return false
  return parentSchema?.['description'] === undefined || Math.abs(data) > Number.MAX_SAFE_INTEGER
}
