import type { DocumentSchema } from '../../document/api-document.ts'
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

/**
 * The share of the properties of `part` that `whole` has, from 0 to 1; undefined where either states no properties. What is only written, or
 * only read, is expected in one of the two alone.
 */
export function shareOf(part: SchemaShape, whole: SchemaShape): number | undefined {
  if (part.properties.size === 0 || whole.properties.size === 0) return undefined
  const names = [...part.properties].flatMap(([name, { schema }]) => (isOneSided(schema) ? [] : [name]))
  const told = names.length === 0 ? [...part.properties.keys()] : names
  return told.filter((name) => whole.properties.has(name)).length / told.length
}

/** True for items of a list that are members: their schema is that of a member, or a member has most of their properties. */
export function areMembers(items: SchemaShape, member: SchemaShape): boolean {
  return isSameSchema(items, member) || (shareOf(items, member) ?? 0) >= 0.8
}

function isOneSided(schema: DocumentSchema): boolean {
  return typeof schema !== 'boolean' && (schema['writeOnly'] === true || schema['readOnly'] === true)
}
