import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import type { Mistake } from './mistake.ts'
import { scalarText } from './scalar.ts'
import { isObject, parsePointer } from '../json/pointer.ts'
import { suggestion } from './suggestion.ts'
import type { YamlSource } from './yaml-source.ts'

// Our own schemas need no check against the metaschema, which takes longer to compile than all of them.
const ajv = new Ajv2020({
  strict: false,
  allErrors: true,
  verbose: true,
  meta: false,
  validateSchema: false,
  formats: { regex: isRegex },
})

/** Compiles a JSON Schema that our user's files are held against; one that was compiled before comes back at once. */
export function compileFileSchema(schema: object): ValidateFunction {
  return ajv.compile(schema)
}

/** As the judge will compile it. */
function isRegex(text: string): boolean {
  try {
    return new RegExp(text, 'u') instanceof RegExp
  } catch {
    return false
  }
}

/** Every way in which a YAML file breaks its schema, each with its place and with what would be right. */
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

/** What the keys of this object are called, where the schema says so. */
function nounOf(error: ErrorObject): string {
  return scalarText(error.parentSchema?.['x-keys'] ?? 'key')
}

function oneOf(written: string, known: readonly string[], hint: unknown): string {
  if (suggestion(written, known) !== '' || known.length > 24) return ''
  if (known.length === 0) return hint === undefined ? '' : `; ${scalarText(hint)}`
  return `; known are ${known.join(', ')}`
}

/** What was expected of a value, and what it is instead. */
export function wrongValue(error: ErrorObject): string {
  const schema = error.parentSchema
  const got = describe(error.data)
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

function describe(value: unknown): string {
  if (Array.isArray(value)) return 'a list'
  if (isObject(value)) return 'a map'
  return JSON.stringify(value) ?? 'nothing'
}
