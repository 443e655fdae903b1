import type { DocumentSchema } from '../../document/api-document.ts'
import { listOf } from '../../json/list-of.ts'
import { isObject } from '../../json/pointer.ts'

/** A schema without references and combinations: its keywords by name. */
export type FlatSchema = Readonly<Record<string, unknown>>

type Schemas = Readonly<Record<string, DocumentSchema>>

/** The flattened schemas of a document, by the schema. Laws ask for the same ones many times in a run. */
const flattened = new WeakMap<Schemas, WeakMap<object, FlatSchema>>()

/** The schema with its reference followed, the parts of `allOf` merged, and one part of `oneOf` or `anyOf`. */
export function flatten(given: DocumentSchema, schemas: Schemas): FlatSchema {
  if (typeof given === 'boolean') return {}
  const known = flattened.get(schemas) ?? new WeakMap<object, FlatSchema>()
  flattened.set(schemas, known)
  const flat = known.get(given) ?? flattenTo(given, schemas, 0)
  known.set(given, flat)
  return flat
}

function flattenTo(given: DocumentSchema, schemas: Schemas, depth: number): FlatSchema {
  if (typeof given === 'boolean' || depth > 20) return {}
  const { $ref, allOf, oneOf, anyOf, ...own } = given
  const referred = typeof $ref === 'string' ? schemas[$ref] : undefined
  const choices = [oneOf, anyOf].flatMap((list) =>
    Array.isArray(list) ? [chosenOf(list as DocumentSchema[], (one) => flattenTo(one, schemas, depth + 1))] : [],
  )
  const parts = [referred, ...(Array.isArray(allOf) ? (allOf as DocumentSchema[]) : []), ...choices].flatMap((part) =>
    part === undefined ? [] : [flattenTo(part, schemas, depth + 1)],
  )
  return parts.reduce<FlatSchema>(merge, own)
}

/** The first alternative that is not null. A body that is one member or a list of them is one member. */
function chosenOf(
  alternatives: readonly DocumentSchema[],
  flat: (one: DocumentSchema) => FlatSchema,
): DocumentSchema | undefined {
  const first = alternatives.find((one) => typeOf(flat(one)) !== 'null')
  if (first === undefined || typeOf(flat(first)) !== 'array') return first
  return alternatives.find((one) => typeOf(flat(one)) === 'object') ?? first
}

function merge(one: FlatSchema, other: FlatSchema): FlatSchema {
  return {
    ...other,
    ...one,
    ...(isObject(one['properties']) || isObject(other['properties'])
      ? { properties: { ...(other['properties'] as object), ...(one['properties'] as object) } }
      : {}),
    required: [...new Set([...listOf(other['required']), ...listOf(one['required'])])],
  }
}

/** The JSON type of a flattened schema; undefined where any type will do. */
export function typeOf(schema: FlatSchema): string | undefined {
  const types = [schema['type']].flat().filter((type): type is string => typeof type === 'string')
  const type = types.find((one) => one !== 'null') ?? types[0]
  if (type !== undefined) return type
  if (isObject(schema['properties'])) return 'object'
  if ('items' in schema) return 'array'
  return undefined
}
