import type { ApiDocument } from '../../document/api-document.ts'
import { formatPointer } from '../../json/pointer.ts'
import type { Certainty, Pointer } from '../model.ts'
import { isOnly, schemaShape, type SchemaShape } from './schema-shape.ts'
import { plainName, singular } from './words.ts'

/** A member, and the pointer to it in its body. */
export interface Unwrapped {
  readonly at: Pointer
  readonly shape: SchemaShape
  readonly certainty: Certainty
}

const GENERAL = new Set(['data', 'result', 'item', 'payload', 'response', 'content', 'object', 'entity', 'resource'])
/** Properties that stand beside a wrapped member. */
const BESIDE = new Set(
  'meta,metadata,links,status,success,message,messages,error,errors,code,requestid,included,warnings'.split(','),
)

/**
 * The member in a body such as `{"user": {…}}` or `{"data": {…}, "meta": {…}}`.
 * @param name the name of the resource
 */
export function unwrap(document: ApiDocument, body: SchemaShape, name: string): Unwrapped {
  const bare: Unwrapped = { at: '', shape: body, certainty: 'sure' }
  const inner = [...body.properties].filter(([each]) => !BESIDE.has(plainName(each)))
  const [only, ...others] = inner
  if (only === undefined) return bare
  if (others.length > 0) return besideOthers(document, body) ?? bare
  const [property, { schema }] = only
  const shape = schemaShape(document, schema)
  if (!isOnly(shape, 'object') || shape.properties.size === 0) return bare
  const isNamed = [plainName(property), singular(plainName(property))].includes(plainName(name))
  if (!isNamed && !GENERAL.has(plainName(property))) return bare
  return { at: formatPointer([property]), shape, certainty: body.properties.size === 1 ? 'sure' : 'guess' }
}

/**
 * The member in a body such as `{"id": "7", "result": {…}, "columns": […]}`: a schema of the document under a general name, in a body that is none.
 */
function besideOthers(document: ApiDocument, { reference, properties }: SchemaShape): Unwrapped | undefined {
  if (reference !== undefined) return undefined
  const named = [...properties].flatMap(([property, { schema }]): readonly Unwrapped[] => {
    const shape = schemaShape(document, schema)
    const isMember = isOnly(shape, 'object') && shape.reference !== undefined && shape.properties.size > 0
    return isMember ? [{ at: formatPointer([property]), shape, certainty: 'guess' }] : []
  })
  const [only, ...others] = named
  return only !== undefined && others.length === 0 && GENERAL.has(plainName(only.at)) ? only : undefined
}
