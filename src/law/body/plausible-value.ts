import type { DocumentSchema } from '../../document/api-document.ts'
import { isObject } from '../../json/pointer.ts'
import { flatten, type FlatSchema, typeOf } from './flatten-schema.ts'
import { namesOption } from './names-option.ts'
import { withKeysOfSiblings } from './keys-of-siblings.ts'
import { isOtherForm } from './other-form.ts'
import { refersToOthers } from './refers-to-others.ts'
import type { Likened, Likeness } from './examples-in.ts'
import { likeExample } from './like-example.ts'
import { keepsTo, plausibleText } from './plausible-text.ts'
import { exampleOf, hasUriExample } from './uri-example.ts'
import { listOf } from '../../json/list-of.ts'
import { wordsOf } from '../../words/words.ts'

/** The means of making a value. */
export interface Making {
  /** Named schemas, by URI. */
  readonly schemas: Readonly<Record<string, DocumentSchema>>
  /** A word that no other value of the run has. */
  readonly word: () => string
  /** A number that sets numbers, listed values and dates apart, from 0 on. */
  readonly variant: number
  /** The days by which dates are later still. Default: none. */
  readonly days?: number
  /** The values that a person gives for required parameters, by name. */
  readonly given?: Readonly<Record<string, string>>
  /** Tells whether the name of an id, such as `external_id`, names nothing in the document: it is a text like any other. */
  readonly namesNone?: (name: string) => boolean
  /** The version of the API. */
  readonly version?: string
  /** True for objects with their required properties alone. */
  readonly least?: boolean
  /** True for the examples of the schema in the place of made values. */
  readonly examples?: boolean
  /** The examples that values are made like, by the name of the property. */
  readonly likened?: Likened | undefined
}

interface Place extends Making {
  readonly name: string
  readonly depth: number
}

/** The deepest nesting of a made value. Optional parts end earlier. */
const DEEPEST = 8
const DEEPEST_OPTIONAL = 3

/** The items of a list and the entries of a map where the schema leaves their number open: one that is lost is seen. */
const SEVERAL = 2

/** Thrown within this file for a schema that needs a value that is nested without end. */
class TooDeep extends Error {}

/**
 * A value that a person might send: words in text, small numbers, two items in a list, no references to members of others. It usually
 * keeps to the schema: the caller checks. Undefined where every value would be nested without end.
 */
export function plausibleValue(schema: DocumentSchema, making: Making): unknown {
  try {
    return valueOf(schema, { ...making, name: '', depth: 0 })
  } catch (error) {
    if (error instanceof TooDeep) return undefined
    throw error
  }
}

function valueOf(given: DocumentSchema, place: Place): unknown {
  if (place.depth > DEEPEST) throw new TooDeep()
  const schema = flatten(given, place.schemas)
  if ('const' in schema) return schema['const']
  const example = exampleOf(schema)
  // Two members with one example may conflict, so it is not sent first.
  if (place.examples === true && example !== undefined && !isObject(example)) return example
  const likeness = place.likened?.get(place.name)
  if (likeness !== undefined && place.depth > 0 && fits(likeness, schema)) return alike(likeness, schema, place)
  if (Array.isArray(schema['enum'])) return listed(schema['enum'], place)
  switch (typeOf(schema)) {
    case 'object':
      return objectOf(schema, place)
    case 'array':
      return arrayOf(schema, place)
    case 'string':
      return plausibleText(schema, place)
    case 'integer':
    case 'number':
      return numberOf(schema, place)
    case 'boolean':
      return place.variant % 2 === 0
    case 'null':
      return null
    case undefined:
    default:
      return example ?? schema['default'] ?? place.word()
  }
}

/** True unless a value to be sent as it is belongs to another property of the same name. */
function fits({ example, use }: Likeness, schema: FlatSchema): boolean {
  if (use === undefined) return true
  const { enum: values } = schema
  return Array.isArray(values) ? values.includes(example) : typeof example === JSON_TYPES[typeOf(schema) ?? '']
}

const JSON_TYPES: Readonly<Record<string, string>> = { boolean: 'boolean', integer: 'number', number: 'number' }

/** A value like an example; the example itself where another one breaks the schema. */
function alike({ example, isRefused, use }: Likeness, schema: FlatSchema, place: Place): unknown {
  const { name, word, variant, days } = place
  if (use === 'as-it-is') return example
  if (use === 'from') return numberOf({ ...schema, minimum: example }, place)
  const made = likeExample(example, { name, word, variant, isRefused, ...(days === undefined ? {} : { days }) })
  return typeof made !== 'string' || keepsTo(made, schema) ? made : example
}

function listed(values: readonly unknown[], { variant }: Place): unknown {
  const stated = values.filter((value) => value !== null)
  // An empty text beside others unsets the property.
  const given = stated.some((value) => value !== '') ? stated.filter((value) => value !== '') : stated
  // Anybody may see a public value.
  const set = given.includes('public') && given.includes('private') ? [...given].toSorted(privateFirst) : given
  return set.length === 0 ? null : set[variant % set.length]
}

function privateFirst(one: unknown, other: unknown): number {
  return Number(other === 'private') - Number(one === 'private')
}

function objectOf(schema: FlatSchema, place: Place): unknown {
  const required = new Set(listOf(schema['required']))
  const properties = Object.entries((schema['properties'] ?? {}) as Readonly<Record<string, DocumentSchema>>)
  const names = properties.map(([name]) => name)
  const made: [string, unknown][] = []
  for (const [name, property] of properties) {
    const inner = { ...place, name, depth: place.depth + 1 }
    if (required.has(name)) made.push([name, valueOf(property, inner)])
    else if (isWorthSending(name, property, inner) && !isOtherForm(name, names))
      made.push(...optional(name, property, inner))
  }
  for (const name of required)
    if (typeof name === 'string' && !made.some(([known]) => known === name)) made.push([name, place.word()])
  const more = schema['additionalProperties']
  while (made.length < Math.min(20, entriesOf(schema, place)))
    made.push([nameIn(schema, place), valueOf((more ?? true) as DocumentSchema, { ...place, depth: place.depth + 1 })])
  return withKeysOfSiblings(Object.fromEntries(made), schema, place)
}

/** The fewest properties. A map has several entries, so that one which is lost is seen. */
function entriesOf(schema: FlatSchema, place: Place): number {
  const fewest = bound(schema['minProperties'], 0)
  const isMap = isObject(schema['additionalProperties']) && Object.keys(schema['properties'] ?? {}).length === 0
  const isOpen =
    isMap && !('patternProperties' in schema) && Object.keys(schema['additionalProperties'] ?? {}).length > 0
  if (!isOpen || place.least === true || place.depth > DEEPEST_OPTIONAL) return fewest
  return Math.max(fewest, Math.min(SEVERAL, bound(schema['maxProperties'], SEVERAL)))
}

/** A fresh name for an entry of a map. */
function nameIn({ propertyNames }: FlatSchema, place: Place): string {
  if (!isObject(propertyNames)) return place.word()
  return String(valueOf({ type: 'string', ...propertyNames }, { ...place, name: '' }))
}

function optional(name: string, property: DocumentSchema, place: Place): readonly [string, unknown][] {
  try {
    return [[name, valueOf(property, place)]]
  } catch (error) {
    if (error instanceof TooDeep) return []
    throw error
  }
}

/** An optional property is left out where it may name a member that is not there, or is a version, and deep in a value. */
function isWorthSending(name: string, property: DocumentSchema, place: Place): boolean {
  if (place.least === true || place.depth > DEEPEST_OPTIONAL) return false
  const schema = flatten(property, place.schemas)
  const isOfServer = schema['readOnly'] === true || schema['x-server-set'] === true
  const isFree = !refersToOthers(name, schema) || isOwnId(name, schema, place)
  const isOption = typeOf(schema) === 'boolean' && namesOption(name)
  return !isOfServer && schema['deprecated'] !== true && isFree && !isOption && !VERSION.test(name)
}

/** The most objects around an id of the caller's own, as a count: it stands at the top of a member, or of its wrapper. */
const DEEPEST_OWN_ID = 2

/** True for a text such as `external_id` that names nothing in the document. */
function isOwnId(name: string, schema: FlatSchema, { namesNone, depth }: Place): boolean {
  return typeOf(schema) === 'string' && depth <= DEEPEST_OWN_ID && namesNone?.(name) === true
}

/** A version that a caller has not read is refused for a good reason. */
const VERSION = /^(?:_?e_?tag|_rev|_revision|_version)$/i

function arrayOf(schema: FlatSchema, place: Place): unknown {
  if (hasUriExample(schema)) return exampleOf(schema)
  const least = typeof schema['minItems'] === 'number' ? schema['minItems'] : 0
  const most = typeof schema['maxItems'] === 'number' ? schema['maxItems'] : Infinity
  const wanted = Math.min(most, Math.max(least, place.least === true || place.depth > DEEPEST_OPTIONAL ? 0 : SEVERAL))
  const items = (schema['items'] ?? true) as DocumentSchema
  const made = Array.from({ length: Math.min(wanted, 50) }, (_, index) =>
    valueOf(items, { ...place, depth: place.depth + 1, variant: place.variant + index }),
  )
  const texts = made.map((item) => JSON.stringify(item))
  // A server may keep an item once.
  return made.filter((_, index) => index < least || texts.indexOf(texts[index] ?? '') === index)
}

function numberOf(schema: FlatSchema, { variant, name }: Place): number {
  const step = typeof schema['multipleOf'] === 'number' && schema['multipleOf'] > 0 ? schema['multipleOf'] : 1
  const low = Math.max(bound(schema['minimum'], -Infinity), bound(schema['exclusiveMinimum'], -Infinity) + step)
  const high = Math.min(bound(schema['maximum'], Infinity), bound(schema['exclusiveMaximum'], Infinity) - step)
  if (isSupply(name) && Number.isFinite(high)) {
    const falling = Math.floor(high / step) * step - variant * step
    if (falling >= low) return falling
  }
  const isAmount = step < 1 && low <= 1 && high >= LARGE
  const free = Math.min((FIRST[name.length % FIRST.length] ?? 1) + (isAmount ? QUARTER : 0), high)
  const usual = Number.isFinite(low) && !isAmount && !(isFactor(name) && (low === 0 || low === 1)) ? low : free
  const start = isSupply(name) ? Math.min(high, Math.max(usual, SUPPLY)) : usual
  const first = Math.ceil(start / step) * step
  // One number in five has another digit, so that an order as text is another one than an order by number.
  const jump = variant % 5 === 4 ? nextDigit(first + variant * step, step) : first + variant * step
  const value = jump <= high ? jump : first + variant * step
  return value <= high ? onStep(value, step) : first
}

/** The number, or the next one that a validator of fractions takes as a multiple: 1.15 / 0.01 is none in binary numbers. */
function onStep(value: number, step: number): number {
  if (step >= 1) return value
  const near = Array.from({ length: NEAR }, (_, index) => Number((value + index * step).toFixed(DIGITS)))
  return near.find((one) => Number.isInteger(one / step)) ?? value
}

/** The multiples that are tried, as a count, and the digits of fractions. */
const [NEAR, DIGITS] = [20, 9]

/** An amount that may be as large as this is drawn with cents, so that what is rounded or computed from it shows. */
const [LARGE, QUARTER] = [20, 0.25]

/** The first number of what others take from, such as the capacity of a room or the stock of a product. */
const SUPPLY = 50

function isSupply(name: string): boolean {
  return wordsOf(name).some((word) => /^(?:capacity|seats|stock|quota|balance|available|inventory)$/.test(word))
}

/** True for the name of a number that sums and products are made of: a zero or a one hides what is computed. */
function isFactor(name: string): boolean {
  return wordsOf(name).some((word) => /^(?:price|rate|cost|fee|wage|salary|tariff|points)$/.test(word))
}

/** The next number with one digit more, on the step. */
function nextDigit(from: number, step: number): number {
  if (from < 1) return from
  const power = 10 ** Math.ceil(Math.log10(from + 1))
  return Math.ceil(power / step) * step
}

/** Different properties of a member have different numbers. */
const FIRST = [3, 5, 7, 11, 13]

function bound(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise
}
