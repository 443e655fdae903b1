import type { ApiDocument, ApiParameter } from '../../document/api-document.ts'
import { orderOfAllLists, orderSaid, type SaidOrder } from '../../document/says/says-order.ts'
import { formatPointer, isObject, parsePointer, valueAt } from '../../json/pointer.ts'
import type { Pointer, Resource } from '../../resource/model.ts'
import { isHolder } from '../../resource/shape/is-holder.ts'
import { namesChange, namesCreation } from '../../resource/shape/time-names.ts'
import { flatten } from '../body/flatten-schema.ts'
import { operationWithId } from '../body/paths.ts'
import { schemaAt } from '../body/schema-at.ts'
import { schemaOfSuccess } from '../compare/compare-member.ts'
import { areSorted } from './are-sorted.ts'
import { isOrder, namesOrder, placeOfOrder } from './asked-orders.ts'
import { boundedNumber } from '../compare/bounded-value.ts'
import { namesDirection } from './orders-of-list.ts'
import { orderIn } from './sort-order.ts'

/** The order of a list that is asked for none. */
export interface DefaultOrder extends SaidOrder {
  /** False for the default of a parameter that does not say that it is one of orders. */
  readonly isStated: boolean
}

/** The order that the document states: in words of the operation, of the list or of a parameter, or as the default of a parameter. */
export function defaultOrder({ list }: Resource, document: ApiDocument): DefaultOrder | undefined {
  if (list === undefined) return undefined
  const operation = operationWithId(document, list.operation)
  const whole = schemaOfSuccess(operation) ?? true
  const items = schemaAt(whole, list.items?.value ?? '', document.schemas) ?? true
  const inSchemas = [items, whole].map((one) => flatten(one, document.schemas)['x-order'] as SaidOrder | undefined)
  const queried = operation.parameters.filter(({ in: place }) => place === 'query')
  const sorts = queried.filter(({ name }) => namesOrder(name))
  const said = [
    orderSaid(operation.description),
    ...Object.values(operation.responses).map(({ order }) => order),
    ...inSchemas,
    ...sorts.map(({ description }) => orderSaid(description, true)),
    sorts.length === 0 ? orderOfAllLists(document.description) : undefined,
  ].find((order) => order !== undefined)
  return said === undefined ? defaultOf(sorts[0], queried, document) : { ...said, isStated: true }
}

/** The default of the first parameter that sorts, beside that of a direction. */
function defaultOf(
  sort: ApiParameter | undefined,
  queried: readonly ApiParameter[],
  document: ApiDocument,
): DefaultOrder | undefined {
  const value = sort === undefined ? undefined : valueByDefault(sort, document)
  const order = value === undefined ? undefined : orderIn(value)
  if (sort === undefined || order === undefined || value === undefined) return undefined
  const direction = queried.find((one) => one !== sort && namesDirection(one.name))
  const turn = direction === undefined ? undefined : valueByDefault(direction, document)
  const isTold = value !== order.property || /^(?:asc|desc)(?:ending)?$/i.test(turn ?? '')
  const isFalling = order.isFalling || /^desc/i.test(turn ?? '')
  return {
    by: order.property,
    ...(isTold ? { isFalling } : {}),
    isStated: isOrder(sort.description ?? ''),
  }
}

/** The default of a schema, or "Defaults to `name`". A default that depends on something is none. */
function valueByDefault({ schema, description = '' }: ApiParameter, document: ApiDocument): string | undefined {
  const value: unknown = flatten(schema, document.schemas)['default']
  if (typeof value === 'string') return value
  const [, quoted, rest = ''] = SAID.exec(description) ?? []
  return /\b(?:for|when|if|otherwise|unless|where)\b/i.test(rest) ? undefined : quoted
}

const SAID = /\bdefaults?(?: (?:to|is|sort|order|value))*:? ?[`'"]([-+]?[a-z][\w:]*(?:[:, ](?:asc|desc))?)[`'"]([^.]*)/i

/** The place of the property in a shown member that words name: the longest beginning of the words that is one. */
export function placeBy(by: string, shown: unknown): Pointer | undefined {
  const words = by.split(' ')
  const names = words.map((_, index) => words.slice(0, words.length - index).join('_'))
  // "By their start" names a property such as `startsAt`.
  const places = [...names, `${by}s`].map((name) => placeOfOrder(name, shown))
  return places.find((place) => valueAt(shown, place) !== undefined)
}

/** True for words of the time at which a member was made or last changed: members that are never changed have one order by both. */
export function isOfTime(by: string): boolean {
  const words = by.replace(/^(date|time) (?:of |of the )?(\w+)/i, '$2 $1').split(' ')
  const names = words.map((_, index) => words.slice(0, words.length - index).join(' '))
  return names.some((name) => namesCreation(name) || namesChange(name))
}

/** The places in a shown member of the time of its creation, at the top or in an object such as `metadata`. */
export function creationIn(shown: unknown): Pointer | undefined {
  const own = Object.keys(isObject(shown) ? shown : {}).find(namesCreation)
  if (own !== undefined) return formatPointer([own])
  for (const [outer, value] of Object.entries(isObject(shown) ? shown : {})) {
    const inner = isHolder(outer) && isObject(value) ? Object.keys(value).find(namesCreation) : undefined
    if (inner !== undefined) return formatPointer([outer, inner])
  }
  return undefined
}

/** The last name of a place. */
export function nameAt(place: Pointer): string {
  return parsePointer(place).at(-1) ?? ''
}

/** True for values in an order; undefined: in either one. */
export function isIn(values: readonly unknown[], isFalling: boolean | undefined): boolean {
  return isFalling === undefined ? areSorted(values, false) || areSorted(values, true) : areSorted(values, isFalling)
}

/** True for members in the order of any number, time or day that they show. */
export function isByAny(shown: readonly unknown[], isFalling: boolean | undefined): boolean {
  const [first] = shown
  return Object.keys(isObject(first) ? first : {}).some((name) => {
    const values = shown.map((one) => (isObject(one) ? one[name] : undefined))
    return values.every(isNumberOrDay) && new Set(values).size > 1 && isIn(values, isFalling)
  })
}

function isNumberOrDay(value: unknown): boolean {
  return boundedNumber(value) !== undefined || (typeof value === 'string' && /^\d{4}-\d\d-\d\d /.test(value))
}
