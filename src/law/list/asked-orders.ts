import { sentencesOf } from '../../document/says/sentences-of.ts'
import type { ApiDocument, ApiParameter } from '../../document/api-document.ts'
import { formatPointer, isObject } from '../../json/pointer.ts'
import type { Pointer } from '../../resource/model.ts'
import { plainName, wordsOf } from '../../words/words.ts'
import { isTimeOf } from './bound-parameter.ts'
import { type SaidValue, valuesInProse } from './orders-in-prose.ts'
import { saidDirection } from './said-direction.ts'
import { type Order, orderIn } from './sort-order.ts'
import { valueSchema } from './value-schema.ts'
import { valuesOfPattern } from './values-of-pattern.ts'

/** An order that a value of a query parameter asks for. */
export interface AskedOrder extends Order {
  /** True where the description of the parameter speaks of an order. */
  readonly isStated: boolean
  /** True for a value that the document has, and not only the other direction of one. */
  readonly isSaid: boolean
  /** Set where the order may rise or fall: the document names the property alone. */
  readonly isEither?: true
  /** The words of the property in their order, where the description lists them. */
  readonly ranks?: readonly string[]
  readonly parameter: string
  readonly value: string
  /** Other parameters of the request. */
  readonly beside?: Readonly<Record<string, string>>
}

/**
 * The orders that the document has for a query parameter such as `sort`.
 * @param beside the words of the operation, where they are about this parameter
 */
export function ordersOf(parameter: ApiParameter, document: ApiDocument, beside = ''): readonly AskedOrder[] {
  const { name, in: place, description = '' } = parameter
  if (place !== 'query' || !namesOrder(name)) return []
  const isStated = isOrder(description)
  const values = valuesOf(parameter, document, beside)
  return values.flatMap(({ value, isSaid, isEither }) => {
    const order = orderIn(value)
    if (order === undefined || (NUMBERED.test(value) && TURNED.test(description))) return []
    const isClear = !NUMBERED.test(value) || NAMED.test(description)
    const either = isEither === true ? { isEither } : {}
    const others = values.map((one) => one.value).filter((one) => one !== value)
    const said = value === order.property ? saidDirection(value, description, others) : {}
    return [{ parameter: name, value, ...order, ...said, isStated: isStated && isClear && isSaid, isSaid, ...either }]
  })
}

/** Both directions of the one property that a description names: `Order of the rooms by `name`` of a parameter that lists `ASC` and `DESC`. */
export function directionsOf(parameter: ApiParameter, document: ApiDocument): readonly AskedOrder[] {
  const { name, in: place, description = '' } = parameter
  if (place !== 'query' || !namesOrder(name)) return []
  const { enum: listed } = valueSchema(parameter, document)
  const values = Array.isArray(listed) ? (listed as unknown[]).map(String) : []
  const named = new Set(
    Array.from(description.matchAll(/\bby (?:its |the |their )?`(\w+)`/gi), ([, found = '']) => found),
  )
  const [property, ...others] = named
  const areDirections = values.length === 2 && values.every((value) => DIRECTION.test(value))
  if (property === undefined || others.length > 0 || !areDirections) return []
  return values.map((value) => ({
    parameter: name,
    value,
    property,
    isFalling: /^desc/i.test(value),
    isStated: isOrder(description),
    isSaid: true,
  }))
}

const DIRECTION = /^(?:asc|desc)(?:ending)?$/i

/**
 * True for the name of a parameter that takes the property to sort by. Examples: `$orderby`, `sort_by`, `ordering` and `sort[0][field]`.
 */
export function namesOrder(name: string): boolean {
  return /^(?:sort|order)(?:ing|ed)?(?:by|on)?(?:field|key|column|property)?$/.test(
    plainName(name.replaceAll(/\[\d*\]/g, '')),
  )
}

/** An order as a number, such as `name:-1`; and descriptions that say what the numbers mean, or that they mean the reverse. */
const NUMBERED = /:-?1$/
const NAMED = /(?<![-\d])1\W{0,3}(?:is|for|means|=)?\W{0,3}asc|-1\W{0,3}(?:is|for|means|=)?\W{0,3}desc/i
const TURNED = /-1\W{0,3}(?:is|for|means|=)?\W{0,3}asc|(?<![-\d])1\W{0,3}(?:is|for|means|=)?\W{0,3}desc/i

interface Value extends SaidValue {
  /** False for the other direction of a value that the document shows. */
  readonly isSaid: boolean
}

/** The values that the document lists, that its pattern matches, or that its texts show. */
function valuesOf(parameter: ApiParameter, document: ApiDocument, beside: string): readonly Value[] {
  const { name, example, description = '' } = parameter
  const one = valueSchema(parameter, document)
  const listed: readonly unknown[] = Array.isArray(one['enum']) ? one['enum'] : []
  const matched = listed.length === 0 && typeof one['pattern'] === 'string' ? valuesOfPattern(one['pattern']) : []
  if (listed.length + matched.length > 0)
    return [...listed, ...matched].flatMap((value) => (typeof value === 'string' ? [{ value, isSaid: true }] : []))
  const quoted = Array.from(description.matchAll(QUOTED), ([, text = '']) => text)
  const shown = new Set([...quoted, example].flatMap((text) => (typeof text === 'string' ? directed(text) : [])))
  const said = valuesInProse(name, [description, beside])
  for (const { value, isEither } of said) if (isEither !== true) shown.add(value)
  const turns = [...shown].flatMap((value) => [value, reversed(value)])
  const names = said.filter(({ value, isEither }) => isEither === true && !turns.includes(value))
  return [
    ...[...new Set(turns)].map((value) => ({ value, isSaid: shown.has(value) })),
    ...names.map((value) => ({ ...value, isSaid: true })),
  ]
}

const QUOTED = /[`'"]([-+]?[a-z][\w:, -]{0,60})[`'"]/gi

/** The parts of a text that ask for an order with its direction: a word alone may be anything. */
function directed(text: string): readonly string[] {
  const parts = orderIn(text) === undefined ? text.split(/,\s*/) : [text]
  return parts.filter((part) => orderIn(part) !== undefined && DIRECTED.test(part))
}

const DIRECTED = /^[-+]|:(?:asc|desc|ascending|descending|-?1)$|[ ,](?:asc|desc)$/i

/** The value for the other direction. */
function reversed(value: string): string {
  return /^[-+]/.test(value)
    ? value.slice(1)
    : value.replace(/(asc|desc)(?=(?:ending)?$)|-?1$/i, (found) => OTHERS[found.toLowerCase()] ?? found)
}

const OTHERS: Readonly<Record<string, string>> = { asc: 'desc', desc: 'asc', '1': '-1', '-1': '1' }

/**
 * True for a description that speaks of an order, and neither turns it nor names another one. A sentence about the default says nothing.
 */
export function isOrder(description: string): boolean {
  const said = sentencesOf(description).filter((sentence) => !OF_DEFAULT.test(sentence))
  const isTurned = said.some((sentence) => /\b(?:first|begins?|most|least|without|default|over|own)\b/i.test(sentence))
  return /\b(?:order|sort)/i.test(description) && !isTurned
}

const OF_DEFAULT = /^\W*(?:the |its )?defaults?\b/i

/** The place in a shown member of the property that an order names: `created` is `created_at` too, at the top or in an object such as `attributes`. */
export function placeOfOrder(property: string, shown: unknown): Pointer {
  const found = nameIn(property, shown)
  if (found !== undefined) return formatPointer([found])
  const within = Object.entries(isObject(shown) ? shown : {}).flatMap(([outer, value]) => {
    const inner = nameIn(property, value)
    return inner === undefined ? [] : [formatPointer([outer, inner])]
  })
  return within.length === 1 && within[0] !== undefined ? within[0] : formatPointer([property])
}

function nameIn(property: string, shown: unknown): string | undefined {
  const names = Object.keys(isObject(shown) ? shown : {})
  return (
    names.find((name) => name === property) ??
    names.find((name) => plainName(name) === plainName(property)) ??
    names.find((name) => isTimeOf(wordsOf(name), wordsOf(property)))
  )
}
