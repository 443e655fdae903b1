import type { SchemaShape } from './schema-shape.ts'

/** True if both are one schema of the document, in the view of a request or of an answer. */
export function isSameSchema(left: SchemaShape, right: SchemaShape): boolean {
  const [one, other] = [schemaName(left), schemaName(right)]
  return one !== undefined && one === other
}

/** The name of the schema in the document; undefined for an inline schema. */
export function schemaName({ reference }: SchemaShape): string | undefined {
  return reference?.replace(/^(request|answer):/, '')
}

/** The share of the properties of `part` that `whole` has, from 0 to 1; undefined where either states no properties. */
export function shareOf(part: SchemaShape, whole: SchemaShape): number | undefined {
  if (part.properties.size === 0 || whole.properties.size === 0) return undefined
  const common = [...part.properties.keys()].filter((name) => whole.properties.has(name))
  return common.length / part.properties.size
}
