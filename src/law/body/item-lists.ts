import type { DocumentSchema } from '../../document/api-document.ts'
import { listOf, objectOf } from '../../json/list-of.ts'
import { formatPointer } from '../../json/pointer.ts'
import type { Pointer } from '../../resource/model.ts'
import { alternativesOf } from './alternatives.ts'
import { flatten, typeOf } from './flatten-schema.ts'
import type { Making } from './plausible-value.ts'

/** A list in a body, and the schemas of its items. */
export interface ItemList {
  readonly at: Pointer
  readonly items: DocumentSchema
  /** The items once for each alternative. One for items without alternatives. */
  readonly alternatives: readonly DocumentSchema[]
  readonly least: number
  readonly most: number
}

/** The most objects around a list that is looked at, as a count: a schema may contain itself. */
const DEEPEST = 2

/** The lists of a schema that a caller sends: at its top, and within its objects. Those within items of lists are not among them. */
export function itemListsIn(schema: DocumentSchema, schemas: Making['schemas']): readonly ItemList[] {
  const within = (one: DocumentSchema, above: readonly string[]): readonly ItemList[] => {
    const flat = flatten(one, schemas)
    if (flat['readOnly'] === true || flat['x-server-set'] === true) return []
    if (typeOf(flat) === 'array') return listAt(formatPointer(above), flat, schemas)
    if (above.length > DEEPEST) return []
    const properties = Object.entries(objectOf(flat['properties']) as Readonly<Record<string, DocumentSchema>>)
    return properties.flatMap(([name, property]) => within(property, [...above, name]))
  }
  return within(schema, [])
}

function listAt(
  at: Pointer,
  { items, minItems, maxItems }: Readonly<Record<string, unknown>>,
  schemas: Making['schemas'],
): readonly ItemList[] {
  if (typeof items !== 'object' || items === null) return []
  const own = items as DocumentSchema
  const found = alternativesOf(own, schemas)
  const [least, most] = [numberOr(minItems, 0), numberOr(maxItems, Infinity)]
  return [{ at, items: own, alternatives: found.length === 0 ? [own] : found, least, most }]
}

function numberOr(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise
}

/** The names that an object requires. */
export function requiredIn(schema: Readonly<Record<string, unknown>>): readonly string[] {
  return listOf(schema['required']).filter((name) => typeof name === 'string')
}
