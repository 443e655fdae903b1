import { isDeepStrictEqual } from 'node:util'
import { isObject, parsePointer, valueAt } from '../../json/pointer.ts'
import type { ApiParameter, DocumentSchema } from '../../document/api-document.ts'
import { plainName, wordsOf } from '../../words/words.ts'
import type { Pointer } from '../../resource/model.ts'
import { flatten } from '../body/flatten-schema.ts'
import { placesIn, type PropertyPlace } from '../body/places-in.ts'
import { answerSchema } from '../compare/answer-schema.ts'
import { isShownOtherwise } from '../compare/shown-otherwise.ts'
import type { World } from '../world/world.ts'
import { itemSchema } from './item-schema.ts'

/** A member as a list shows it, and as two reads of it show it. */
export interface ListedAndRead {
  readonly item: unknown
  readonly reads: readonly unknown[]
}

/** The properties at the top that reads show with a value and the list does not show, where the document has one schema for both. */
export function lackingProperties({ item, reads }: ListedAndRead, world: World): readonly Pointer[] {
  const schema = answerSchema(world)
  const { schemas } = world.document
  if (schema === undefined || !isObject(item) || !isDeepStrictEqual(schema, itemSchema(world))) return []
  if (!isObject(flatten(schema, schemas)['properties']) || showsParts(world)) return []
  const lacks = world.resource.list?.lacks ?? []
  return placesIn(schema, schemas, () => 'alone')
    .filter((place) => !lacks.includes(place.at) && !isOfReads(place))
    .map(({ at }) => at)
    .filter((at) => valueAt(item, at) === undefined)
    .filter((at) => reads.every((read) => hasValue(valueAt(read, at))))
}

/** The query by which a list shows whole members, where a flag such as `briefRepresentation` or `full` says so. */
export function wholeQuery(world: World): Readonly<Record<string, string>> {
  const own = new Set(placesIn(itemSchema(world), world.document.schemas, () => 'alone').map(({ at }) => plainName(at)))
  // A flag of a member, such as that of an event that is full, is a filter.
  const flags = parametersOf(world).filter(
    ({ name, schema, description }) =>
      typesOf(schema, world).includes('boolean') && !own.has(plainName(name)) && !OF_MEMBERS.test(description ?? ''),
  )
  return Object.fromEntries(
    flags.flatMap(({ name }): [string, string][] => {
      const words = wordsOf(name)
      if (words.some((word) => LESS.has(word))) return [[name, 'false']]
      return words.some((word) => MORE.has(word)) ? [[name, 'true']] : []
    }),
  )
}

/** The description of a flag that leaves out members, and no properties of them. */
const OF_MEMBERS = /\bonly\b|\bfilter/i
const LESS = new Set(['brief', 'summary', 'compact', 'short', 'minimal'])
const MORE = new Set(['full', 'detailed', 'details', 'verbose'])

/** A parameter by which a list shows more or fewer properties, such as `fields`, `expand` or `view`. */
const PARTS =
  /^\$?(?:fields?|select|properties|attributes|expand|embed|includes?|with|view|projection|detail(?:s|ed)?|full|verbose|format)\b/i
/** A description of a flag, such as `if true, the roles come without their attributes`. */
const LEAVES_OUT =
  /\b(?:without|omit\w*|exclud\w*|leaves? out|left out|reduced|brief|shortened|only|no)\b.*\b(?:attributes?|fields?|propert(?:y|ies)|details?|representations?)\b|\b(?:full|whole|complete|detailed) (?:\w+ )?(?:representations?|objects?|details?)\b/i

function showsParts(world: World): boolean {
  const whole = wholeQuery(world)
  return parametersOf(world).some(({ name, schema, description }) => {
    if (Object.hasOwn(whole, name)) return false
    if (PARTS.test(name.replaceAll('_', '-'))) return true
    const isClosed = typesOf(schema, world).includes('boolean') || 'enum' in flatten(schema, world.document.schemas)
    return isClosed && LEAVES_OUT.test(description ?? '')
  })
}

function parametersOf({ resource, operation }: World): readonly ApiParameter[] {
  return operation(resource.list?.operation ?? '').parameters.filter((one) => one.in === 'query')
}

function typesOf(schema: DocumentSchema, { document }: World): readonly unknown[] {
  const { type } = flatten(schema, document.schemas)
  return Array.isArray(type) ? type : [type]
}

/** True for a property that a read alone may show. Links and secrets are such. */
function isOfReads({ at, schema }: PropertyPlace): boolean {
  return schema['x-of-reads'] === true || isShownOtherwise(parsePointer(at).at(-1) ?? '')
}

/** False for what a server may leave out: null, and empty values. */
function hasValue(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0
  return value !== undefined && value !== null && value !== '' && value !== 0 && value !== false
}
