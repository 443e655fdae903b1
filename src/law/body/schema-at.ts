import type { ApiDocument, DocumentSchema } from '../../document/api-document.ts'
import { isObject, parsePointer } from '../../json/pointer.ts'
import { flatten } from './flatten-schema.ts'

/** The token of the items of a list, and of the entries of a map. */
const ITEM = /^(?:\*|\d+)$/

/** The schema of a property at a pointer, where the token `*`, or an index, stands for each item of a list; undefined where the document states none. */
export function schemaAt(
  schema: DocumentSchema,
  pointer: string,
  schemas: ApiDocument['schemas'],
): DocumentSchema | undefined {
  let found: DocumentSchema | undefined = schema
  for (const token of parsePointer(pointer)) {
    const { properties, items, additionalProperties }: Readonly<Record<string, unknown>> =
      found === undefined ? {} : flatten(found, schemas)
    const own = isObject(properties) && Object.hasOwn(properties, token) ? properties[token] : undefined
    found = (own ?? (ITEM.test(token) ? (items ?? entryOf(additionalProperties)) : undefined)) as
      | DocumentSchema
      | undefined
  }
  return found
}

function entryOf(additionalProperties: unknown): unknown {
  return isObject(additionalProperties) ? additionalProperties : undefined
}
