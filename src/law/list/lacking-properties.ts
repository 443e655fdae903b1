import { isDeepStrictEqual } from 'node:util'
import { isObject, parsePointer, valueAt } from '../../json/pointer.ts'
import type { Pointer } from '../../resource/model.ts'
import { flatten } from '../body/flatten-schema.ts'
import { placesIn, type PropertyPlace } from '../body/places-in.ts'
import { answerSchema } from '../compare/answer-schema.ts'
import { isShownOtherwise } from '../compare/shown-otherwise.ts'
import type { World } from '../world/world.ts'
import { itemSchema } from './item-schema.ts'

/** A member as a list shows it, and as two reads of it show it. */
export interface Shown {
  readonly item: unknown
  readonly reads: readonly unknown[]
}

/** The properties at the top that reads show with a value and the list does not show, where the document has one schema for both. */
export function lackingProperties({ item, reads }: Shown, world: World): readonly Pointer[] {
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

/** A parameter by which a list shows more or fewer properties, such as `fields`, `expand` or `view`. */
const PARTS =
  /^\$?(?:fields?|select|properties|attributes|expand|embed|includes?|with|view|projection|detail(?:s|ed)?|full|verbose|format)\b/i

function showsParts({ resource, operation }: World): boolean {
  return operation(resource.list?.operation ?? '').parameters.some(({ name }) => PARTS.test(name.replaceAll('_', '-')))
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
