import { isDeepStrictEqual } from 'node:util'
import { isObject } from '../../json/pointer.ts'
import { brief, reference } from '../assertion-kind.ts'

/** The expected properties of one value. All words must hold. */
export interface Matcher {
  readonly equals?: unknown
  readonly not?: unknown
  readonly oneOf?: readonly unknown[]
  readonly type?: JsonType
  readonly absent?: true
  readonly matches?: string
  /** The text that `matches` asks for, in words for messages. */
  readonly means?: string
  readonly contains?: Readonly<Record<string, unknown>>
  readonly lacks?: Readonly<Record<string, unknown>>
  readonly length?: number | { readonly atLeast?: number; readonly atMost?: number }
  readonly atLeast?: number
  readonly atMost?: number
}

/** The JSON type of a value, with integer as a subtype of number. */
export type JsonType = 'string' | 'number' | 'integer' | 'boolean' | 'object' | 'array' | 'null'

const bound = reference({ type: 'number', description: 'a number' })

/** The JSON Schema of a matcher in a suite. */
export const matcherSchema = {
  type: 'object',
  'x-keys': 'matcher',
  minProperties: 1,
  additionalProperties: false,
  dependentRequired: { means: ['matches'] },
  description: 'a map of matchers, such as { equals: 1 }',
  properties: {
    equals: {},
    not: {},
    oneOf: { type: 'array', description: 'a list of values' },
    type: { enum: ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'] },
    absent: { const: true },
    matches: { type: 'string', format: 'regex', description: 'a regular expression' },
    means: { type: 'string', minLength: 1, description: 'what the regular expression asks for, in words' },
    contains: { type: 'object', description: 'a map of members that one item has' },
    lacks: { type: 'object', description: 'a map of members that no item has' },
    length: {
      ...reference({ type: ['integer', 'object'], description: 'a length, or a map of atLeast and atMost' }),
      additionalProperties: false,
      properties: { atLeast: bound, atMost: bound },
    },
    atLeast: bound,
    atMost: bound,
  },
}

const CHECKS: {
  readonly [Word in keyof Required<Matcher>]: (wanted: NonNullable<Matcher[Word]>, value: unknown) => boolean
} = {
  // A saved value may be undefined: the earlier answer lacked the value. Any value then matches.
  equals: (wanted, value) => wanted === undefined || isDeepStrictEqual(value, wanted),
  not: (wanted, value) => wanted === undefined || !isDeepStrictEqual(value, wanted),
  oneOf: (wanted, value) => wanted.some((allowed) => isDeepStrictEqual(value, allowed)),
  type: (wanted, value) => hasType(value, wanted),
  absent: (_, value) => value === undefined,
  matches: (wanted, value) => typeof value === 'string' && new RegExp(wanted, 'u').test(value),
  means: () => true,
  contains: (wanted, value) => {
    const members = Object.fromEntries(Object.entries(wanted).filter(([, member]) => member !== undefined))
    return Array.isArray(value) && value.some((item) => hasMembers(item, members))
  },
  lacks: (wanted, value) => Array.isArray(value) && !value.some((item) => hasMembers(item, wanted)),
  length: (wanted, value) => {
    const length =
      typeof value === 'string' ? Array.from(value).length : Array.isArray(value) ? value.length : Number.NaN
    if (typeof wanted === 'number') return length === wanted
    return length >= (wanted.atLeast ?? 0) && length <= (wanted.atMost ?? Infinity)
  },
  atLeast: (wanted, value) => typeof value === 'number' && value >= wanted,
  atMost: (wanted, value) => typeof value === 'number' && value <= wanted,
}

/** A word of a matcher that a value violates, and the expected value in English. */
export interface Mismatch {
  readonly word: keyof Matcher
  readonly expected: string
}

/** The words of a matcher that a value violates. */
export function mismatches(matcher: Matcher, value: unknown): readonly Mismatch[] {
  const words = Object.entries(matcher) as [keyof Matcher, never][]
  return words
    .filter(([word, wanted]) => !CHECKS[word](wanted, value))
    .map(([word, wanted]) => ({ word, expected: explainWord(word, wanted, matcher) }))
}

/** A word of a matcher in kebab case, for signatures. */
export function kebab(word: keyof Matcher): string {
  return word.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

/** A matcher in English, as the object of "expect". */
export function explainMatcher(matcher: Matcher): string {
  return Object.entries(matcher)
    .filter(([word]) => word !== 'means')
    .map(([word, wanted]) => explainWord(word as keyof Matcher, wanted, matcher))
    .join(' and ')
}

/** An expression of letters and digits alone is found anywhere in a text. */
const PLAIN = /^\w+$/

function explainExpression(expression: string, means = `text that matches ${expression}`): string {
  return PLAIN.test(expression) ? `text that contains ${expression}` : means
}

function explainWord(word: keyof Matcher, wanted: unknown, { means }: Matcher): string {
  switch (word) {
    case 'equals':
      return brief(wanted)
    case 'not':
      return `any value but ${brief(wanted)}`
    case 'oneOf':
      return `one of ${(wanted as unknown[]).map(brief).join(', ')}`
    case 'type':
      return `${/^[aeiou]/.test(String(wanted)) ? 'an' : 'a'} ${String(wanted)}`
    case 'absent':
      return 'nothing'
    case 'matches':
      return explainExpression(String(wanted), means)
    case 'means':
      return String(wanted)
    case 'contains':
      return `an item with ${brief(wanted)}`
    case 'lacks':
      return `no item with ${brief(wanted)}`
    case 'length':
      return `a length of ${isObject(wanted) ? explainMatcher(wanted) : String(wanted)}`
    case 'atLeast':
      return `at least ${String(wanted)}`
    case 'atMost':
      return `at most ${String(wanted)}`
  }
}

function hasType(value: unknown, type: JsonType): boolean {
  if (type === 'integer') return Number.isInteger(value)
  if (type === 'null') return value === null
  if (type === 'array') return Array.isArray(value)
  return type === 'object' ? isObject(value) : typeof value === type
}

function hasMembers(item: unknown, wanted: Readonly<Record<string, unknown>>): boolean {
  return isObject(item) && Object.entries(wanted).every(([name, value]) => isDeepStrictEqual(item[name], value))
}
