import type { ApiDocument, DocumentSchema } from '../../document/api-document.ts'
import { objectOf } from '../../json/list-of.ts'
import { formatPointer, isObject } from '../../json/pointer.ts'
import type { Pointer } from '../../resource/model.ts'
import { flatten, type FlatSchema } from './flatten-schema.ts'

/** An object that a schema describes, with its flattened properties by their names. */
export interface DescribedObject {
  /** The place of the object, where `*` stands for each item of a list. */
  readonly at: Pointer
  readonly properties: readonly (readonly [string, FlatSchema])[]
}

/** The objects and lists of a schema that are looked at, as a count: a schema may contain itself. */
const MOST = 300

/** The objects of a schema, outer ones first. */
export function objectsIn(schema: DocumentSchema, schemas: ApiDocument['schemas']): readonly DescribedObject[] {
  const open: { readonly schema: DocumentSchema; readonly above: readonly string[] }[] = [{ schema, above: [] }]
  const found: DescribedObject[] = []
  for (let index = 0; index < open.length && index < MOST; index += 1) {
    const { schema: one = true, above = [] } = open[index] ?? {}
    const { properties, items } = flatten(one, schemas)
    const own = Object.entries(objectOf(properties)).map(
      ([name, property]) => [name, flatten(property as DocumentSchema, schemas)] as const,
    )
    if (own.length > 0) found.push({ at: formatPointer(above), properties: own })
    for (const [name, property] of own) {
      const isOuter = isObject(property['properties']) || property['items'] !== undefined
      if (isOuter && open.length < MOST) open.push({ schema: property, above: [...above, name] })
    }
    if (items !== undefined) open.push({ schema: items as DocumentSchema, above: [...above, '*'] })
  }
  return found
}
