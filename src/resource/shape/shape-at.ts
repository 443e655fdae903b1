import type { ApiDocument } from '../../document/api-document.ts'
import { parsePointer } from '../../json/pointer.ts'
import type { Pointer } from '../model.ts'
import { schemaShape, type SchemaShape } from './schema-shape.ts'

/** The shape of the property at the pointer, and whether it must be there; undefined where the schema has no such property. */
export function shapeAt(
  document: ApiDocument,
  shape: SchemaShape,
  pointer: Pointer,
): (SchemaShape & { readonly required: boolean }) | undefined {
  let at: SchemaShape & { readonly required: boolean } = { ...shape, required: true }
  for (const token of parsePointer(pointer)) {
    const property = at.properties.get(token)
    if (property === undefined) return undefined
    at = { ...schemaShape(document, property.schema), required: at.required && property.required }
  }
  return at
}
