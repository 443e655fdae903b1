import { formatPointer, isObject } from '../../json/pointer.ts'
import type { Node } from './subschemas.ts'

/** A property that a schema declares, at the top or in an object within. */
export interface Declared {
  /** JSON Pointer into the value that the schema is of. */
  readonly pointer: string
  readonly schema: Node
  readonly required: boolean
}

/** The properties that a schema declares, each before those within it. Takes a schema without references but recursive ones. */
export function declaredProperties(schema: Node, pointer = ''): readonly Declared[] {
  const parts = partsOf(schema)
  const required = new Set(parts.flatMap((part) => (Array.isArray(part['required']) ? part['required'] : [])))
  return parts.flatMap(({ properties }) =>
    Object.entries(isObject(properties) ? properties : {}).flatMap(([name, declared]) => {
      const property = {
        pointer: `${pointer}${formatPointer([name])}`,
        schema: isObject(declared) ? declared : {},
        required: required.has(name),
      }
      return [property, ...declaredProperties(property.schema, property.pointer)]
    }),
  )
}

/** The schema of the property at a place; undefined where none is declared. */
export function schemaAt(schema: Node, tokens: readonly string[]): Node | undefined {
  const [token, ...rest] = tokens
  if (token === undefined) return schema
  for (const { properties } of partsOf(schema)) {
    const declared = isObject(properties) && Object.hasOwn(properties, token) ? properties[token] : undefined
    const found = isObject(declared) ? schemaAt(declared, rest) : undefined
    if (found !== undefined) return found
  }
  return undefined
}

/** The schema, and those that a value must satisfy beside it. */
function partsOf(schema: Node): readonly Node[] {
  const parts = Array.isArray(schema['allOf']) ? (schema['allOf'] as readonly unknown[]).filter(isObject) : []
  return [schema, ...parts.flatMap(partsOf)]
}
