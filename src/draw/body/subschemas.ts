import { SCHEMA_LISTS, SCHEMA_MAPS, SINGLE_SCHEMA } from '../../generate/subschema-keywords.ts'
import { isObject } from '../../json/pointer.ts'

/** A JSON Schema that is an object. */
export type Node = Readonly<Record<string, unknown>>

/** Where a schema stands in another; `name` where the keyword holds schemas by name. */
export interface Held {
  readonly keyword: string
  readonly name?: string
}

/** A copy of the schema with each of the schemas that stand in it changed. */
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

/** The types that a schema names; undefined where it names none. */
export function typesOf(schema: Node): readonly string[] | undefined {
  const type = schema['type']
  if (typeof type === 'string') return [type]
  return Array.isArray(type) ? type.map(String) : undefined
}

/** Whether a schema lists its values. */
export function isListed(schema: Node): boolean {
  return 'enum' in schema || 'const' in schema
}

/** The texts among the values that a schema lists. */
export function textsListed(schema: Node): readonly string[] {
  return [schema['const'], schema['enum']].flat().filter((value) => typeof value === 'string')
}

/** Whether a schema takes any text, of a length perhaps. */
export function isFreeText(schema: Node): boolean {
  return (
    typesOf(schema)?.includes('string') === true && !isListed(schema) && !('pattern' in schema) && !('format' in schema)
  )
}

/** The schema with another beside it that values must satisfy too. */
export function withPart(schema: Node, part: Node): Node {
  const parts = Array.isArray(schema['allOf']) ? (schema['allOf'] as readonly unknown[]) : []
  return { ...schema, allOf: [...parts, part] }
}
