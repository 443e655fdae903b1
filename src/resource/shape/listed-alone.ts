import type { ApiDocument } from '../../document/api-document.ts'
import { arrayIn } from './array-in.ts'
import { answerShape } from './body-schema.ts'
import type { PathNode } from './candidate.ts'
import { scalarType, schemaShape, type SchemaShape } from './schema-shape.ts'
import { areMembers } from './similarity.ts'
import { unwrap } from './wrap.ts'

/** The properties that name a member of a collection whose members have no path. */
const KEYS = ['id', 'uuid', 'guid']

/**
 * The name of the key of a collection with a list and a create alone, such as `comment_id` for the comments of an issue. Its members have no
 * path, and answers state their ids. Absent where the GET is no list, or the POST answers something else than an item.
 */
export function keyOfListedAlone(document: ApiDocument, { methods }: PathNode, name: string): string | undefined {
  const [get, post] = [methods.get('GET'), methods.get('POST')]
  if (get === undefined || post === undefined) return undefined
  const array = arrayIn(document, answerShape(document, get))
  const made = unwrap(document, answerShape(document, post), name).shape
  if (array === undefined || !areMembers(array.items, made)) return undefined
  const property = KEYS.find((each) => isNaming(document, array.items, each))
  // A name of its own: the path may call the parent `{id}`.
  return property === undefined ? undefined : `${name}_${property}`
}

function isNaming(document: ApiDocument, items: SchemaShape, key: string): boolean {
  const property = items.properties.get(key)
  return property !== undefined && scalarType(schemaShape(document, property.schema)) !== undefined
}
