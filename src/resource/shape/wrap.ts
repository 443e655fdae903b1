import type { ApiDocument } from '../../document/api-document.ts'
import { formatPointer, isObject } from '../../json/pointer.ts'
import type { Certainty, Pointer } from '../model.ts'
import { isOnly, schemaShape, type SchemaShape } from './schema-shape.ts'
import { plainName, singular, wordsOf } from '../../words/words.ts'

/** A member, and the pointer to it in its body. */
export interface Unwrapped {
  readonly at: Pointer
  readonly shape: SchemaShape
  readonly certainty: Certainty
}

/** Names of properties that wrap a member of any resource. */
const WRAPPERS = new Set(['data', 'result', 'item', 'payload', 'response', 'content', 'object', 'entity', 'resource'])
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
  const inner = [...body.properties].filter(
    ([each, { schema }]) => !BESIDE.has(plainName(each)) || isMemberNamed(each, schemaShape(document, schema), name),
  )
  const [only, ...others] = inner
  if (only === undefined) return bare
  if (others.length > 0) return besideOthers(document, body) ?? bare
  const [property, { schema }] = only
  const shape = schemaShape(document, schema)
  if (!isOnly(shape, 'object') || shape.properties.size === 0) return bare
  const isNamed = endsLike(property, name) || isWrapper(body, shape)
  if (!isNamed && !WRAPPERS.has(plainName(property))) return bare
  return { at: formatPointer([property]), shape, certainty: body.properties.size === 1 ? 'sure' : 'guess' }
}

/** True for an object with the name of the resource: the answer of a read of a message may have it at `message`. */
function isMemberNamed(property: string, shape: SchemaShape, name: string): boolean {
  return endsLike(property, name) && isOnly(shape, 'object') && shape.properties.size > 0
}

/** True for a name with the words of the resource at its end: `ssh_key` and `ssh_keys` for `key`. */
function endsLike(property: string, name: string): boolean {
  const words = wordsOf(property)
  const ends = words.map((_, index) => words.slice(index).join(''))
  return ends.some((end) => [end, singular(end)].includes(plainName(name)))
}

/** True for a body without a name that has nothing but a schema of the document with an id: it wraps a member, whatever it is called. */
function isWrapper({ reference, properties }: SchemaShape, inner: SchemaShape): boolean {
  return reference === undefined && properties.size === 1 && inner.reference !== undefined && inner.properties.has('id')
}

/** The place of the one entry of a map. */
export const ENTRY: Pointer = '/*'

/**
 * The member in an answer such as `{"orders-2026": {…}}`: a map without a property of its own, whose entries have a property that a request has. The
 * member stands under its key. Undefined for any other answer.
 */
export function underKey(document: ApiDocument, answer: SchemaShape, request: SchemaShape): Unwrapped | undefined {
  const { additionalProperties } = answer.keywords
  if (answer.properties.size > 0 || !isObject(additionalProperties)) return undefined
  const shape = schemaShape(document, additionalProperties)
  const isMember = [...shape.properties.keys()].some((name) => request.properties.has(name))
  return isMember ? { at: ENTRY, shape, certainty: 'guess' } : undefined
}

/**
 * The member in an answer such as `{"_id": "7", "_version": 1, "_source": {…}}`, where a request is an object whose properties are free: the only such
 * object of the answer. Undefined for any other answer.
 */
export function besideFree(document: ApiDocument, answer: SchemaShape, request: Unwrapped): Unwrapped | undefined {
  if (request.at !== '' || !isFree(request.shape)) return undefined
  const found = [...answer.properties].flatMap(([property, { schema }]) => {
    const shape = schemaShape(document, schema)
    return isFree(shape) && !BESIDE.has(plainName(property)) ? [{ property, shape }] : []
  })
  const [only, ...others] = found
  if (only === undefined || others.length > 0) return undefined
  return { at: formatPointer([only.property]), shape: only.shape, certainty: 'guess' }
}

/** True for an object of any properties. */
function isFree(shape: SchemaShape): boolean {
  const { additionalProperties = true } = shape.keywords
  return isOnly(shape, 'object') && shape.properties.size === 0 && additionalProperties === true
}

/** Properties of the body around a member in the answers of Flask-AppBuilder. */
const AROUND = /^(?:id|ids|count|\w*(?:columns|title))$/

/**
 * The member in a body such as `{"id": "7", "result": {…}, "show_columns": […]}` or `{"data": {…}, "permissions": {…}}`: a schema of the document under a
 * general name, in a body without a name. An object beside an `id` or any other value may be another member.
 */
function besideOthers(document: ApiDocument, { reference, properties }: SchemaShape): Unwrapped | undefined {
  const named = [...properties].flatMap(([property, { schema }]) => {
    const shape = schemaShape(document, schema)
    const isMember = isOnly(shape, 'object') && shape.reference !== undefined && shape.properties.size > 0
    return isMember && WRAPPERS.has(plainName(property)) ? [{ property, shape }] : []
  })
  const [only, ...more] = named
  if (only === undefined || more.length > 0 || reference !== undefined) return undefined
  const others = [...properties].filter(([name]) => name !== only.property)
  const isAround =
    only.property === 'result'
      ? others.every(([name]) => AROUND.test(name))
      : others.every(([, { schema }]) => schemaShape(document, schema).types.every((type) => type === 'object'))
  return isAround ? { at: formatPointer([only.property]), shape: only.shape, certainty: 'guess' } : undefined
}
