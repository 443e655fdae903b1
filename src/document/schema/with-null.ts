import type { SchemaDraft } from './conversion.ts'
import { type Part, partAt } from '../file/document-file.ts'

/** Keywords of other schemas for the same value, which may refuse null. */
const BESIDE = ['$ref', 'allOf', 'anyOf', 'oneOf', 'if', 'not']

/**
 * The schema, and null where the document says `nullable`. OpenAPI 3.0.3 lets `nullable` count beside a `type` only, and authors mean
 * it everywhere: beside `$ref`, `allOf` and `enum` too.
 */
export function withNull(part: Part, schema: SchemaDraft): SchemaDraft {
  if (partAt(part, 'nullable').value !== true) return schema
  if (BESIDE.some((keyword) => Object.hasOwn(schema, keyword)) || Object.hasOwn(schema, 'const')) {
    const { readOnly, writeOnly, ...rest } = schema
    return {
      ...(readOnly === undefined ? {} : { readOnly }),
      ...(writeOnly === undefined ? {} : { writeOnly }),
      anyOf: [rest, { type: 'null' }],
    }
  }
  const { type, enum: choices } = schema
  const types = Array.isArray(type) ? (type as unknown[]) : [type]
  return {
    ...schema,
    ...(type === undefined || types.includes('null') ? {} : { type: [...types, 'null'] }),
    // Servers that read the document by its letter refuse a null that the choices lack.
    ...(Array.isArray(choices) && !choices.includes(null)
      ? { enum: [...(choices as unknown[]), null], 'x-unlisted-null': true }
      : {}),
  }
}
