import { SCHEMA_LISTS, SCHEMA_MAPS, SINGLE_SCHEMA } from '../../generate/subschema-keywords.ts'
import { isObject } from '../../json/pointer.ts'

/** A JSON Schema that is an object. */
export type Node = Readonly<Record<string, unknown>>

/** The position of a subschema. `name` is set for keywords that hold schemas by name. */
export interface Held {
  readonly keyword: string
  readonly name?: string
}

/** A copy of the schema with each direct subschema changed. */
export function withSubschemas(schema: Node, change: (part: unknown, held: Held) => unknown): Node {
  const changed: Record<string, unknown> = { ...schema }
  for (const keyword of SINGLE_SCHEMA) if (keyword in schema) changed[keyword] = change(schema[keyword], { keyword })
  for (const keyword of SCHEMA_LISTS) {
    const list = schema[keyword]
    if (Array.isArray(list)) changed[keyword] = list.map((part: unknown) => change(part, { keyword }))
  }
  for (const keyword of SCHEMA_MAPS) {
    const map = schema[keyword]
    if (!isObject(map)) continue
    const entries = Object.entries(map).map(([name, part]) => [name, change(part, { keyword, name })] as const)
    changed[keyword] = Object.fromEntries(entries)
  }
  return changed
}

/** The types that a schema names; undefined without `type`. */
export function typesOf(schema: Node): readonly string[] | undefined {
  const type = schema['type']
  if (typeof type === 'string') return [type]
  return Array.isArray(type) ? type.map(String) : undefined
}

/** True if a schema lists the values. */
export function isListed(schema: Node): boolean {
  return 'enum' in schema || 'const' in schema
}

/** The texts among the listed values of a schema. */
export function textsListed(schema: Node): readonly string[] {
  return [schema['const'], schema['enum']].flat().filter((value) => typeof value === 'string')
}

/** True if a schema accepts any text, apart from length bounds. */
export function isFreeText(schema: Node): boolean {
  return (
    typesOf(schema)?.includes('string') === true && !isListed(schema) && !('pattern' in schema) && !('format' in schema)
  )
}

/** The schema with another schema added to `allOf`. */
export function withPart(schema: Node, part: Node): Node {
  const parts = Array.isArray(schema['allOf']) ? (schema['allOf'] as readonly unknown[]) : []
  return { ...schema, allOf: [...parts, part] }
}
