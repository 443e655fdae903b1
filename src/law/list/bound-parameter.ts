import type { ApiDocument, ApiParameter } from '../../document/api-document.ts'
import { isObject } from '../../json/pointer.ts'
import { speaksOf } from '../../resource/shape/sentences.ts'
import { wordsOf } from '../../resource/shape/words.ts'
import { flatten } from '../body/flatten-schema.ts'
import { RANGE } from './filter-words.ts'

/** A query parameter that bounds the values of a property. */
export interface BoundParameter {
  readonly name: string
  readonly property: string
  readonly side: 'low' | 'high'
  /** True where the bound itself is within, false where it is not, undefined where nothing says so. */
  readonly isWithin: boolean | undefined
  /** True where the description speaks of a bound and of the property. */
  readonly isStated: boolean
}

type Side = Pick<BoundParameter, 'side' | 'isWithin'>

/** The words of a name that make it a bound. */
const WORDS: Readonly<Record<string, Side>> = {
  ...sides('low', true, ['min', 'minimum', 'gte', 'ge']),
  ...sides('low', undefined, ['from', 'since', 'after']),
  ...sides('low', false, ['gt']),
  ...sides('high', true, ['max', 'maximum', 'lte', 'le']),
  ...sides('high', undefined, ['to', 'until', 'before']),
  ...sides('high', false, ['lt']),
}

function sides(side: Side['side'], isWithin: boolean | undefined, words: readonly string[]): Record<string, Side> {
  return Object.fromEntries(words.map((word) => [word, { side, isWithin }]))
}

/** Words that the name of a time may have beside those of a bound: `createdAfter` bounds `createdAt`. */
const TIMES = new Set(['at', 'on', 'date', 'time'])

/**
 * The bound of a property that the name of a parameter tells, such as `minPrice`, `price_lte` or `created[after]`; undefined for none. A
 * parameter with the whole name of a property is that property.
 */
export function boundParameter(
  { in: place, name, description = '' }: Pick<ApiParameter, 'in' | 'name' | 'description'>,
  member: unknown,
): BoundParameter | undefined {
  if (place !== 'query' || !isObject(member)) return undefined
  const words = wordsOf(name)
  const { side, rest } = partsOf(words)
  const names = Object.keys(member).filter((one) => boundedNumber(member[one]) !== undefined)
  if (side === undefined || Object.keys(member).some((one) => isSame(wordsOf(one), words))) return undefined
  const property = names.find((one) => isSame(wordsOf(one), rest)) ?? names.find((one) => isTimeOf(wordsOf(one), rest))
  if (property === undefined) return undefined
  const isStated = RANGE.test(description) && speaksOf(property, description)
  const isBeyond = side.isWithin === undefined && BEYOND.test(description) && !WITHIN.test(description)
  return { name, property, ...side, ...(isBeyond ? { isWithin: false } : {}), isStated }
}

/** The bounds of a property that are parts of one parameter: `created[gte]` where the schema of `created` has `gt`, `gte`, `lt` and `lte`. */
export function boundsWithin(
  { in: place, name, style, schema }: ApiParameter,
  member: unknown,
  { schemas }: Pick<ApiDocument, 'schemas'>,
): readonly BoundParameter[] {
  if (place !== 'query' || style !== 'deepObject' || !isObject(member)) return []
  const { properties } = flatten(schema, schemas)
  const parts = Object.keys(isObject(properties) ? properties : {}).map((word) => ({ word, side: WORDS[word] }))
  const names = Object.keys(member).filter((one) => boundedNumber(member[one]) !== undefined)
  const words = wordsOf(name)
  const property =
    names.find((one) => isSame(wordsOf(one), words)) ?? names.find((one) => isTimeOf(wordsOf(one), words))
  if (property === undefined || parts.some(({ side }) => side === undefined)) return []
  return parts.flatMap(({ word, side }) =>
    side === undefined ? [] : [{ name: `${name}[${word}]`, property, ...side, isStated: true }],
  )
}

/** A description of a bound that is not within, such as "after the specified id", and one that it may be. */
const BEYOND = /\b(?:after|before|(?:greater|less|more|larger|smaller|higher|lower) than)\b/i
const WITHIN = /\bequal|\binclu|\b(?:at|on) or\b|\bor (?:at|on|the same)\b|\bfrom\b|\bstarting\b|>=|<=/i

/** True for the name of a parameter that has a word of a bound and other words. */
export function namesBound(name: string): boolean {
  const { side, rest } = partsOf(wordsOf(name))
  return side !== undefined && rest.length > 0
}

function partsOf(words: readonly string[]): { readonly side: Side | undefined; readonly rest: readonly string[] } {
  const [first = '', last = ''] = [words[0], words.at(-1)]
  const atEnd = WORDS[last]
  return atEnd === undefined ? { side: WORDS[first], rest: words.slice(1) } : { side: atEnd, rest: words.slice(0, -1) }
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return other.length > 0 && one.join(' ') === other.join(' ')
}

/** True for the words of a time with the words of its name, such as `created_at` for `created`. */
export function isTimeOf(property: readonly string[], rest: readonly string[]): boolean {
  return TIMES.has(property.at(-1) ?? '') && isSame(property.slice(0, -1), rest)
}

/** A time with its date. */
const TIME = /^\d{4}-\d\d-\d\dT/

/** A number, or the milliseconds of a time, to compare with others of the property; undefined for any other value. */
export function boundedNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return value
  const time = typeof value === 'string' && TIME.test(value) ? Date.parse(value) : Number.NaN
  return Number.isNaN(time) ? undefined : time
}

/** Ten years, in milliseconds and in seconds. */
const [AGE, AGE_IN_SECONDS] = [315_360_000_000, 315_360_000]
/** Instants in seconds since 1970 from the year 2001 on, and the first in milliseconds. */
const [LEAST_SECONDS, LEAST_MILLISECONDS] = [1_000_000_000, 100_000_000_000]

/** A time ten years before or after another, in the same form; undefined for a value that is no time. */
export function farFrom(value: unknown, years: 'before' | 'after'): string | number | undefined {
  const sign = years === 'after' ? 1 : -1
  const instant = boundedNumber(value)
  if (instant === undefined) return undefined
  if (typeof value === 'string') return new Date(instant + sign * AGE).toISOString()
  if (instant < LEAST_SECONDS) return undefined
  return instant + sign * (instant < LEAST_MILLISECONDS ? AGE_IN_SECONDS : AGE)
}
