import { formatPointer, isObject } from '../../json/pointer.ts'
import type { Node } from './subschemas.ts'

/** A property that a schema declares at any depth of objects. */
export interface Declared {
  /** JSON Pointer into the value of the schema. */
  readonly pointer: string
  readonly schema: Node
  readonly required: boolean
}

/** The declared properties of a schema, parents first. The schema may hold references only for recursion. */
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

/** The schema of the property at the tokens; undefined if the property is undeclared. */
export function schemaAt(schema: Node, tokens: readonly string[]): Node | undefined {
  const [token, ...rest] = tokens
  if (token === undefined) return schema
  for (const { properties } of partsOf(schema)) {
    const declared = isObject(properties) && Object.hasOwn(properties, token) ? properties[token] : undefined
    const nested = isObject(declared) ? schemaAt(declared, rest) : undefined
    if (nested !== undefined) return nested
  }
  return undefined
}

/** The schema and all schemas in `allOf`. */
function partsOf(schema: Node): readonly Node[] {
  const parts = Array.isArray(schema['allOf']) ? (schema['allOf'] as readonly unknown[]).filter(isObject) : []
  return [schema, ...parts.flatMap(partsOf)]
}
