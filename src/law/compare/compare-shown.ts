import { asStored, isRising, type ListAsSent, once } from './stored-list.ts'
import { isInStoredForm } from './stored-text.ts'
import type { DocumentSchema } from '../../document/api-document.ts'
import type { StoredList } from '../../document/says/says-stored-list.ts'
import { listOf } from '../../json/list-of.ts'
import { formatPointer, isObject } from '../../json/pointer.ts'
import { alternativesOf } from '../body/alternatives.ts'
import { nameAmong } from '../../words/words.ts'
import { flatten, typeOf } from '../body/flatten-schema.ts'
import { schemaAt } from '../body/schema-at.ts'
import { isFormOfExamples } from './form-of-examples.ts'
import { isAlike, isSameDecimal, isSameValue } from './same-value.ts'
import { isFlaggedSecret, isHiddenCredential, isHiddenSecret, isHiddenValue } from './hidden-secret.ts'
import { showSameMember } from './same-member.ts'

/** A value that is not shown as it was sent. */
export interface ShownDifference {
  /** The JSON Pointer within the member. */
  readonly at: string
  readonly sent: unknown
  /** Undefined: not shown at all. */
  readonly shown: unknown
  /** same-meaning: the server keeps another form of the value, such as trimmed text. */
  readonly kind: 'missing' | 'differs' | 'same-meaning'
}

/** The parts that a comparison leaves out. */
export interface Comparing {
  /** Pointers that are not compared: the server sets or hides them. */
  readonly ignored: readonly string[]
  /** The schema of the member in an answer; undefined where the document states none. */
  readonly schema: DocumentSchema | undefined
  /** The schema of the member in a create: a list whose items are unique there has no order. */
  readonly taken?: DocumentSchema | undefined
  readonly schemas: Readonly<Record<string, DocumentSchema>>
}

/**
 * The differences of a member that was sent and of the member that is shown. A server may add properties. Numbers are compared by
 * value and dates by instant; properties that the schema of the answer lacks are not compared.
 */
export function differencesShown(sent: unknown, shown: unknown, comparing: Comparing): readonly ShownDifference[] {
  return differences({ sent, shown, at: '', schema: comparing.schema }, comparing)
}

interface Pair {
  readonly sent: unknown
  readonly shown: unknown
  readonly at: string
  readonly schema: DocumentSchema | undefined
}

function differences({ sent, shown, at, schema }: Pair, comparing: Comparing): readonly ShownDifference[] {
  if (comparing.ignored.includes(at) || hasOtherForm({ sent, shown, at, schema }, comparing)) return []
  if (sent === '' && isNothing(shown) && isClearedByEmpty({ at, schema }, comparing)) return []
  if (shown === undefined) {
    if (isNothing(sent)) return []
    return [{ at, sent, shown, kind: isBlank(sent) ? 'same-meaning' : 'missing' }]
  }
  // An answer shows a member of another resource that a request names by its key: what it shows of it may change with other writes.
  if (showSameMember(sent, shown) === true && takesKey(at, comparing)) return []
  if (isObject(sent) && isObject(shown)) {
    const view = viewOf(schema, { sent, shown }, comparing)
    return Object.entries(sent).flatMap(([name, value]) => {
      const own = answerName(name, { view, shown })
      if (!isInView(own, view) || isHiddenSecret(name, value, shown[own])) return []
      if (isFlaggedSecret(name, sent) && isHiddenValue(shown[own])) return []
      const pair = {
        sent: value,
        shown: Object.hasOwn(shown, own) ? shown[own] : undefined,
        at: at + formatPointer([own]),
        schema: propertyOf(view, own),
      }
      return differences(pair, comparing)
    })
  }
  if (Array.isArray(sent) && Array.isArray(shown)) {
    return ofLists({ sent, shown, at, ...formOfList([schema, takenAt(at, comparing)], comparing) }, comparing)
  }
  const joined = joinedItems({ sent, shown, schema }, comparing)
  if (joined !== undefined) return ofLists({ ...joined, at, isSet: true }, comparing)
  if ((isNothing(sent) && isNothing(shown)) || isSameValue(sent, shown)) return []
  if (isSameDecimal(sent, shown) && isDecimal(schema, comparing)) return []
  const [taken, answer] = [takenAt(at, comparing), schema].map((one) => flatten(one ?? true, comparing.schemas))
  if (isFormOfExamples(sent, shown, { taken: taken ?? {}, answer: answer ?? {} })) return []
  if (isInStoredForm(sent, shown, [taken ?? {}, answer ?? {}]) || isNoneOfAnswers(sent, shown, answer ?? {})) return []
  // A server may take null for no value, and give a default.
  const isMeant = sent === null || isAlike(sent, shown) || isHiddenCredential(at, sent, shown)
  return [{ at, sent, shown, kind: isMeant ? 'same-meaning' : 'differs' }]
}

/** True for a property of which a description says that an empty text leaves it without a value. */
function isClearedByEmpty({ at, schema }: Pick<Pair, 'at' | 'schema'>, comparing: Comparing): boolean {
  const views = [takenAt(at, comparing), schema]
  return views.some((one) => flatten(one ?? true, comparing.schemas)['x-empty-clears'] === true)
}

/** True for a value that answers never have, such as the type of a request of JSON:API, where another one stands that they do have. */
function isNoneOfAnswers(sent: unknown, shown: unknown, answer: Readonly<Record<string, unknown>>): boolean {
  const stated = 'const' in answer ? [answer['const']] : listOf(answer['enum'])
  return stated.length > 0 && !stated.includes(sent) && stated.includes(shown)
}

/** A text of names with commas that answers show as a list, or a list that they show as such a text: the items of both. */
function joinedItems(
  { sent, shown, schema }: Omit<Pair, 'at'>,
  { schemas }: Comparing,
): Pick<Lists, 'sent' | 'shown'> | undefined {
  const isListed =
    schema !== undefined && typeOf(flatten(schema, schemas)) === (Array.isArray(shown) ? 'array' : 'string')
  const [one, other] = [itemsOf(sent), itemsOf(shown)]
  const isOneText = typeof sent === 'string' && Array.isArray(shown)
  const isOneList = Array.isArray(sent) && typeof shown === 'string'
  if (!isListed || one === undefined || other === undefined || !(isOneText || isOneList)) return undefined
  return { sent: one, shown: other }
}

function itemsOf(value: unknown): readonly string[] | undefined {
  if (typeof value === 'string')
    return value
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== '')
  const items = Array.isArray(value) ? (value as unknown[]) : [value]
  return items.every((item) => typeof item === 'string') ? items : undefined
}

/** The name of a property in an answer, which may join its words in another way than the request: `VoiceUrl` is `voice_url`. */
function answerName(name: string, { view, shown }: { readonly view: View; readonly shown: Properties }): string {
  const properties = view?.['properties']
  return nameAmong(name, Object.keys(isObject(properties) ? properties : shown)) ?? name
}

/** True where the document states another form of the value in answers than in requests, such as a label in the place of its name. */
function hasOtherForm({ sent, shown, schema }: Pair, { schemas }: Comparing): boolean {
  const flat = schema === undefined ? {} : flatten(schema, schemas)
  if (typeof sent === 'string' && Array.isArray(shown) && typeOf(flat) === 'array') return itemsOf(shown) === undefined
  if (Array.isArray(sent) && Array.isArray(shown) && flat['items'] !== undefined) {
    const [first, other] = [sent[0], shown[0]] as unknown[]
    return (
      sent.length > 0 &&
      shown.length > 0 &&
      isOtherType(first, other, flatten(flat['items'] as DocumentSchema, schemas))
    )
  }
  return isOtherType(sent, shown, flat)
}

/** True where one of two values is an object, as the schema says, and the other is none. */
function isOtherType(sent: unknown, shown: unknown, { type }: Readonly<Record<string, unknown>>): boolean {
  const types = [type].flat()
  return types.includes('object') && isObject(shown) && sent !== null && typeof sent !== 'object'
}

/** True for a text that the document declares to be a decimal number: zeros at its end mean nothing. */
function isDecimal(schema: DocumentSchema | undefined, { schemas }: Comparing): boolean {
  return schema !== undefined && flatten(schema, schemas)['format'] === 'decimal'
}

/** The form of a list by its schemas in an answer and in a create: the order of unique values means nothing. */
function formOfList(
  views: readonly (DocumentSchema | undefined)[],
  { schemas }: Comparing,
): Pick<Lists, 'isSet' | 'isOnce' | 'isSorted'> {
  const flat = views.flatMap((one) => (one === undefined ? [] : [flatten(one, schemas)]))
  const said = flat.map((one): StoredList => one['x-stored-list'] ?? {})
  const isSet = flat.some((one) => one['uniqueItems'] === true) || said.some((one) => one.isSet ?? one.isSorted)
  const [isOnce, isSorted] = [said.some((one) => one.isOnce), said.some((one) => one.isSorted)]
  return { isSet, isOnce, isSorted }
}

/** True for a place, or the items of a list there, where a create takes a text or a number. */
function takesKey(at: string, comparing: Comparing): boolean {
  const taken = takenAt(at, comparing)
  const flat = taken === undefined ? {} : flatten(taken, comparing.schemas)
  const own = typeOf(flat) === 'array' ? flatten((flat['items'] ?? true) as DocumentSchema, comparing.schemas) : flat
  return ['string', 'integer', 'number'].includes(typeOf(own) ?? '')
}

function takenAt(at: string, { taken, schemas }: Comparing): DocumentSchema | undefined {
  return taken === undefined ? undefined : schemaAt(taken, at, schemas)
}

/** The flattened schema of an object, with the alternative that has most of what was sent. */
function viewOf(
  schema: DocumentSchema | undefined,
  { sent, shown }: { readonly sent: Properties; readonly shown: Properties },
  { schemas }: Comparing,
): View {
  if (schema === undefined) return undefined
  const alternatives = alternativesOf(schema, schemas).map((one) => flatten(one, schemas))
  const fits = alternatives.map((one) => countIn(one, sent) + (admits(one, shown) ? Infinity : 0))
  const best = fits.indexOf(Math.max(...fits))
  return alternatives[best] ?? flatten(schema, schemas)
}

type Properties = Readonly<Record<string, unknown>>

function countIn({ properties }: Properties, sent: Properties): number {
  return isObject(properties) ? Object.keys(sent).filter((name) => Object.hasOwn(properties, name)).length : 0
}

/** True for an alternative with a constant, such as a discriminator, that is shown. */
function admits({ properties }: Properties, shown: Properties): boolean {
  const constants = Object.entries(isObject(properties) ? properties : {}).flatMap(([name, one]) =>
    isObject(one) && 'const' in one ? [[name, one['const']] as const] : [],
  )
  return constants.length > 0 && constants.every(([name, value]) => shown[name] === value)
}

/** A value that may as well be left out. */
function isNothing(value: unknown): boolean {
  return value === null || value === undefined || (typeof value === 'object' && Object.keys(value).length === 0)
}

/** A value that some formats leave out of answers, as Protocol Buffers do in JSON. */
function isBlank(sent: unknown): boolean {
  return sent === false || sent === 0 || sent === ''
}

type View = Readonly<Record<string, unknown>> | undefined

function isInView(name: string, view: View): boolean {
  if (view === undefined || !isObject(view['properties'])) return true
  const property = view['properties'][name]
  return property !== undefined && !(isObject(property) && property['writeOnly'] === true)
}

function propertyOf(view: View, name: string): DocumentSchema | undefined {
  const properties = view?.['properties']
  return isObject(properties) ? (properties[name] as DocumentSchema | undefined) : undefined
}

interface Lists extends ListAsSent {
  readonly shown: readonly unknown[]
  readonly at: string
  /** True for a list that holds each value once: its order means nothing. */
  readonly isSet: boolean
}

/** Lists are compared position by position; the same values in another order, or each of them once, mean the same. */
function ofLists({ shown, at, isSet, ...own }: Lists, comparing: Comparing): readonly ShownDifference[] {
  const sent = asStored(own)
  const equal = (one: unknown, other: unknown): boolean =>
    differences(
      { sent: one, shown: other, at, schema: undefined },
      { ...comparing, ignored: ignoredWithin(at, comparing) },
    ).length === 0
  if (sent.length === shown.length && sent.every((value, index) => equal(value, shown[index]))) return []
  const isIn = (list: readonly unknown[], value: unknown): boolean => list.some((other) => equal(value, other))
  const isOrdered = own.isSorted !== true || isRising(shown)
  const hasAll = sent.length === shown.length || once(sent).length === shown.length
  if (isSet && isOrdered && hasAll && sent.every((value) => isIn(shown, value))) return []
  const alike = (one: unknown, other: unknown): boolean => equal(one, other) || isAlike(one, other)
  // Tags are kept once; an entry with parts of its own may stand twice.
  const mayMerge = sent.every((value) => typeof value !== 'object')
  const isSameSet =
    (mayMerge ? sent.length >= shown.length : sent.length === shown.length) &&
    sent.every((value) => shown.some((other) => alike(value, other))) &&
    shown.every((value) => sent.some((other) => alike(value, other)))
  return [{ at, sent, shown, kind: isSameSet ? 'same-meaning' : 'differs' }]
}

/** The places that are ignored within each item of a list, whose items stand at the place of the list here. */
function ignoredWithin(at: string, { ignored }: Comparing): readonly string[] {
  return ignored.flatMap((one) => (one.startsWith(`${at}/*/`) ? [at + one.slice(at.length + 2)] : []))
}
