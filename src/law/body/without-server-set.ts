import type { DocumentSchema } from '../../document/api-document.ts'
import { isObject } from '../../json/pointer.ts'
import { flatten } from './flatten-schema.ts'

/** A value without the optional properties of its objects that the server sets, as their descriptions say. A create ignores them. */
export function withoutServerSet(
  value: unknown,
  schema: DocumentSchema,
  schemas: Readonly<Record<string, DocumentSchema>>,
): unknown {
  const { properties, items, required } = flatten(schema, schemas)
  if (Array.isArray(value))
    return items === undefined ? value : value.map((item) => withoutServerSet(item, items as DocumentSchema, schemas))
  if (!isObject(value) || !isObject(properties)) return value
  const needed = new Set(Array.isArray(required) ? (required as unknown[]) : [])
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, one]) => {
      const own = (properties[name] ?? true) as DocumentSchema
      const isOfServer = flatten(own, schemas)['x-server-set'] === true && !needed.has(name)
      return isOfServer ? [] : [[name, withoutServerSet(one, own, schemas)]]
    }),
  )
}
