import type { ApiDocument, DocumentSchema } from '../../document/api-document.ts'
import { formatPointer, isObject, parsePointer } from '../../json/pointer.ts'
import type { Pointer } from '../../resource/model.ts'
import { flatten } from './plausible-value.ts'

/** The token of the items of a list. */
const ITEM = /^(?:\*|\d+)$/

/** The schema of a property at a pointer, where the token `*`, or an index, stands for each item of a list; undefined where the document states none. */
export function schemaAt(
  schema: DocumentSchema,
  pointer: string,
  schemas: ApiDocument['schemas'],
): DocumentSchema | undefined {
  let found: DocumentSchema | undefined = schema
  for (const token of parsePointer(pointer)) {
    const { properties, items }: Readonly<Record<string, unknown>> = found === undefined ? {} : flatten(found, schemas)
    const own = isObject(properties) && Object.hasOwn(properties, token) ? properties[token] : undefined
    found = (own ?? (ITEM.test(token) ? items : undefined)) as DocumentSchema | undefined
  }
  return found
}

/** The most objects around a property that is looked at, as a count: a schema may contain itself. */
const DEEPEST = 3

/** The place of a property, or the places within it where it is an object with properties of its own. */
export function leavesAt(
  pointer: Pointer,
  schema: DocumentSchema,
  schemas: ApiDocument['schemas'],
): readonly Pointer[] {
  const { properties } = flatten(schemaAt(schema, pointer, schemas) ?? true, schemas)
  if (!isObject(properties) || parsePointer(pointer).length > DEEPEST) return [pointer]
  return Object.keys(properties).flatMap((name) => leavesAt(pointer + formatPointer([name]), schema, schemas))
}
