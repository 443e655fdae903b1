import type { ApiDocument, DocumentSchema } from '../document/api-document.ts'
import { isObject, parsePointer } from '../json/pointer.ts'
import { flatten } from './plausible-value.ts'

/** The schema of a property at a pointer; undefined where the document states none. */
export function schemaAt(
  schema: DocumentSchema,
  pointer: string,
  schemas: ApiDocument['schemas'],
): DocumentSchema | undefined {
  let found: DocumentSchema | undefined = schema
  for (const token of parsePointer(pointer)) {
    const properties: unknown = found === undefined ? undefined : flatten(found, schemas)['properties']
    found = isObject(properties) ? (properties[token] as DocumentSchema | undefined) : undefined
  }
  return found
}
