import type { Conversion, SchemaDraft } from './conversion.ts'
import { type Part, partAt } from '../file/document-file.ts'
import { quoted } from '../../source/quoted.ts'

const TYPES = new Set<unknown>(['null', 'boolean', 'object', 'array', 'number', 'integer', 'string'])

/** The types that a keyword implies for a value without `type`. */
const IMPLIED: readonly (readonly [string, readonly string[]])[] = [
  ['object', ['properties', 'required', 'additionalProperties', 'minProperties', 'maxProperties']],
  ['array', ['items', 'minItems', 'maxItems', 'uniqueItems']],
  ['string', ['pattern', 'minLength', 'maxLength']],
  ['number', ['minimum', 'maximum', 'multipleOf']],
]

/**
 * The `type` of a schema. Authors leave it out where another keyword makes it plain. A request then keeps to what is meant, and an answer is
 * held to what is written.
 */
export function typeOf(conversion: Conversion, part: Part): SchemaDraft {
  const written = partAt(part, 'type')
  if (written.value === undefined) return conversion.view === 'request' ? impliedType(part) : {}
  const list = (Array.isArray(written.value) ? (written.value as unknown[]) : [written.value]).map((type) =>
    type === 'file' ? 'string' : type,
  )
  const known = [...new Set(list.filter((type) => TYPES.has(type)))]
  if (known.length < list.length) conversion.remarks.add(written, `the type ${quoted(written.value)} is unknown`)
  if (known.length === 0) return {}
  return { type: known.length === 1 && !Array.isArray(written.value) ? known[0] : known }
}

function impliedType(part: Part): SchemaDraft {
  const has = (keyword: string): boolean => partAt(part, keyword).value !== undefined
  // A value that is listed has a type, and an alternative may allow several.
  if (['enum', 'const', '$ref', 'oneOf', 'anyOf', 'allOf', 'not', 'if'].some(has)) return {}
  const implied = IMPLIED.filter(([, keywords]) => keywords.some(has))
  const [only] = implied
  return implied.length === 1 && only !== undefined ? { type: only[0] } : {}
}
