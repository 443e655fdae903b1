import type { DocumentSchema } from '../../document/api-document.ts'
import type { Pointer } from '../../resource/model.ts'
import { alternativesOf } from './alternatives.ts'
import { flatten, type FlatSchema, typeOf } from './flatten-schema.ts'
import { placesIn } from './places-in.ts'
import type { Making } from './plausible-value.ts'

/** A list in a body, and the schemas of its items. */
export interface ItemList {
  readonly at: Pointer
  readonly items: DocumentSchema
  /** The alternatives of the items. Items without alternatives are the only one. */
  readonly alternatives: readonly DocumentSchema[]
  readonly least: number
  readonly most: number
}

/** The lists of a schema that a caller sends: at its top, and within its objects. Those within items of lists are not among them. */
export function itemListsIn(schema: DocumentSchema, schemas: Making['schemas']): readonly ItemList[] {
  const within = placesIn(schema, schemas, ({ schema: own }) =>
    own['readOnly'] === true || own['x-server-set'] === true ? 'none' : 'all',
  )
  const places = [{ at: '', schema: flatten(schema, schemas) }, ...within]
  return places.flatMap(({ at, schema: own }) => listAt(at, own, schemas))
}

function listAt(at: Pointer, schema: FlatSchema, schemas: Making['schemas']): readonly ItemList[] {
  const { items, minItems, maxItems } = schema
  if (typeOf(schema) !== 'array' || typeof items !== 'object' || items === null) return []
  const own = items as DocumentSchema
  const found = alternativesOf(own, schemas)
  const [least, most] = [numberOr(minItems, 0), numberOr(maxItems, Infinity)]
  return [{ at, items: own, alternatives: found.length === 0 ? [own] : found, least, most }]
}

function numberOr(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise
}
