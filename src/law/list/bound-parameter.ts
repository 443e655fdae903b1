import type { ApiDocument, ApiParameter } from '../../document/api-document.ts'
import { formatPointer, isObject, valueAt } from '../../json/pointer.ts'
import type { Pointer } from '../../resource/model.ts'
import { speaksOf } from '../../resource/shape/sentences.ts'
import { wordsOf } from '../../words/words.ts'
import { flatten } from '../body/flatten-schema.ts'
import { boundedNumber, type Takes, takesOf } from '../compare/bounded-value.ts'
import { RANGE } from './filter-words.ts'

/** A query parameter that bounds the values of a property. */
export interface BoundParameter {
  readonly name: string
  /** The name of the property, with that of the object that holds it before a dot. */
  readonly property: string
  readonly at: Pointer
  readonly side: 'low' | 'high'
  /** True where the bound itself is within, false where it is not, undefined where nothing says so. */
  readonly isWithin: boolean | undefined
  /** True where the description speaks of a bound and of the property. */
  readonly isStated: boolean
  /** The kind of value that the parameter takes. A number compares texts such as `12.50` as numbers. */
  readonly takes: Takes
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
 * The bound that a parameter sets for a property. Its name tells it, such as `minPrice`, `price_lte` or `created[after]`, or its
 * description, such as "that start after this time" of `from`. Undefined for none: a parameter with the whole name of a property stands
 * for the property itself.
 */
export function boundParameter(
  {
    in: place,
    name,
    description = '',
    schema = true,
  }: Pick<ApiParameter, 'in' | 'name' | 'description'> & Partial<Pick<ApiParameter, 'schema'>>,
  member: unknown,
  document: Pick<ApiDocument, 'schemas'> = { schemas: {} },
): BoundParameter | undefined {
  if (place !== 'query' || !isObject(member)) return undefined
  const words = wordsOf(name)
  const { side, rest } = partsOf(words)
  const takes = takesOf(schema, document)
  const names = boundedIn(member, takes)
  if (side === undefined || Object.keys(member).some((one) => isSame(wordsOf(one), words))) return undefined
  const found = rest.length === 0 ? describedBy(description, side, names) : namedBy(rest, names)
  const property = found ?? quotedWithin(member, { rest, description, takes })
  if (property === undefined || (rest.length === 0 && !isTime(member[property]))) return undefined
  const isStated = (RANGE.test(description) || FIRST.test(description)) && isAbout(property, description)
  const isBeyond = side.isWithin === undefined && BEYOND.test(description) && !WITHIN.test(description)
  const at = found === undefined ? formatPointer(property.split('.')) : formatPointer([property])
  return { name, property, at, ...side, ...(isBeyond ? { isWithin: false } : {}), isStated, takes }
}

/** Words of the first value within a bound, and of the last one. */
const FIRST = /\b(?:lowest|highest|smallest|largest|earliest|latest)\b/i

function boundedIn(member: Readonly<Record<string, unknown>>, takes: Takes): readonly string[] {
  return Object.keys(member).filter((one) => boundedNumber(member[one], takes === 'number') !== undefined)
}

/** The property of an object that the description names in backticks: `price.amount` for `minPrice`. */
function quotedWithin(
  member: unknown,
  {
    rest,
    description,
    takes,
  }: { readonly rest: readonly string[]; readonly description: string; readonly takes: Takes },
): string | undefined {
  const quoted = Array.from(description.matchAll(/`([A-Za-z]\w*\.[A-Za-z]\w*)`/g), ([, path = '']) => path)
  const [found, ...others] = quoted.filter((path) => {
    const value = valueAt(member, formatPointer(path.split('.')))
    const words = wordsOf(path.replace('.', ' '))
    return boundedNumber(value, takes === 'number') !== undefined && rest.some((word) => words.includes(word))
  })
  return others.length > 0 ? undefined : found
}

function namedBy(rest: readonly string[], names: readonly string[]): string | undefined {
  return names.find((one) => isSame(wordsOf(one), rest)) ?? names.find((one) => isTimeOf(wordsOf(one), rest))
}

function isTime(value: unknown): boolean {
  return typeof value === 'string' && boundedNumber(value) !== undefined
}

/** The only property of which a description of one side speaks, such as `startsAt` in "Only events that start at or after this time". */
function describedBy(description: string, { side, isWithin }: Side, names: readonly string[]): string | undefined {
  const isLow = /\b(?:after|from|since|later)\b/i.test(description)
  const isHigh = /\b(?:before|until|up to|earlier)\b/i.test(description)
  if (isWithin !== undefined || isLow === isHigh || isLow !== (side === 'low')) return undefined
  const found = names.filter((one) => isAbout(one, description))
  return found.length === 1 ? found[0] : undefined
}

/** True for a text with the name of a property, or with the verb of a time: "that start" is about `startsAt`. */
function isAbout(property: string, text: string): boolean {
  if (speaksOf(property, text) || text.includes(`\`${property}\``)) return true
  const words = wordsOf(property)
  const stems = words.slice(0, -1).map(stemOf)
  const said = new Set(wordsOf(text).map(stemOf))
  return TIMES.has(words.at(-1) ?? '') && stems.length > 0 && stems.every((stem) => said.has(stem))
}

function stemOf(word: string): string {
  return word.replace(/(?:ing|ed|es|e|s)$/, '')
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
  const property = namedBy(wordsOf(name), boundedIn(member, undefined))
  if (property === undefined || parts.some(({ side }) => side === undefined)) return []
  return parts.flatMap(({ word, side }) =>
    side === undefined
      ? []
      : [
          {
            name: `${name}[${word}]`,
            property,
            at: formatPointer([property]),
            ...side,
            isStated: true,
            takes: undefined,
          },
        ],
  )
}

/** A description of a bound that is not within, such as "after the specified id", and one that it may be. */
const BEYOND = /\b(?:after|before|(?:greater|less|more|larger|smaller|higher|lower) than)\b/i
const WITHIN = /\bequal|\binclu|\b(?:at|on) or\b|\bor (?:at|on|the same)\b|\bfrom\b|\bstarting\b|>=|<=/i

/** True for the name of a parameter that has a word of a bound. */
export function namesBound(name: string): boolean {
  return partsOf(wordsOf(name)).side !== undefined
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
