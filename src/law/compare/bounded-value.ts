import type { ApiDocument, DocumentSchema } from '../../document/api-document.ts'
import { listOf } from '../../json/list-of.ts'
import { flatten, typeOf } from '../body/flatten-schema.ts'
import { LEAST_MILLISECONDS } from './instant.ts'
import { LEAST_SECONDS } from '../session/traces.ts'

/** A day, or a time with its date. */
const TIME = /^\d{4}-\d\d-\d\d(?:T|$)/
const DAY = /^\d{4}-\d\d-\d\d$/
/** A decimal number as a text. */
const DECIMAL = /^-?\d+(?:\.\d+)?$/

/**
 * A number, or the milliseconds of a time, to compare with others of the property; undefined for any other value.
 * @param isDecimal true where texts such as `12.50` are numbers
 */
export function boundedNumber(value: unknown, isDecimal = false): number | undefined {
  if (typeof value === 'number') return value
  if (typeof value !== 'string') return undefined
  if (isDecimal && DECIMAL.test(value)) return Number(value)
  const time = TIME.test(value) ? Date.parse(value) : Number.NaN
  return Number.isNaN(time) ? undefined : time
}

/** The kind of value that a parameter takes: a number, a day, a time with its date, or anything else. */
export type Takes = 'number' | 'day' | 'time' | undefined

export function takesOf(schema: DocumentSchema, { schemas }: Pick<ApiDocument, 'schemas'>): Takes {
  const flat = flatten(schema, schemas)
  if (isNumeric(flat)) return 'number'
  return flat['format'] === 'date' ? 'day' : flat['format'] === 'date-time' ? 'time' : undefined
}

/** True for a schema of decimal numbers as texts: by its format, or beside an alternative that is a number. */
export function isDecimalText(schema: DocumentSchema | undefined, { schemas }: Pick<ApiDocument, 'schemas'>): boolean {
  if (schema === undefined || typeof schema === 'boolean') return false
  const flat = flatten(schema, schemas)
  const choices = [schema['anyOf'], schema['oneOf'], flat['anyOf'], flat['oneOf']].flatMap(listOf) as DocumentSchema[]
  const types = [flat, ...choices.map((one) => flatten(one, schemas))].map(typeOf)
  return flat['format'] === 'decimal' || types.includes('number')
}

function isNumeric(schema: Readonly<Record<string, unknown>>): boolean {
  return ['number', 'integer'].includes(typeOf(schema) ?? '')
}

/**
 * The value of a bound as it is sent, in the form that its parameter takes. Undefined where a day stands for a time, or a time for a day, and
 * `isExact` is asked for: the zone of the day is unknown.
 */
export function boundAsSent(value: string | number, takes: Takes, isExact: boolean): string | undefined {
  if (typeof value === 'number') return takes === undefined || takes === 'number' ? String(value) : undefined
  const isDay = DAY.test(value)
  if (takes === 'day' && !isDay) return isExact ? undefined : value.slice(0, 10)
  if (takes === 'time' && isDay) return isExact ? undefined : `${value}T00:00:00Z`
  return value
}

/** Ten years, in milliseconds and in seconds. */
const [AGE, AGE_IN_SECONDS] = [315_360_000_000, 315_360_000]

/** A time ten years before or after another, in the same form; undefined for a value that is no time. */
export function farFrom(value: unknown, years: 'before' | 'after'): string | number | undefined {
  const sign = years === 'after' ? 1 : -1
  const instant = boundedNumber(value)
  if (instant === undefined) return undefined
  if (typeof value === 'string') {
    const far = new Date(instant + sign * AGE).toISOString()
    return DAY.test(value) ? far.slice(0, 10) : far
  }
  if (instant < LEAST_SECONDS) return undefined
  return instant + sign * (instant < LEAST_MILLISECONDS ? AGE_IN_SECONDS : AGE)
}
