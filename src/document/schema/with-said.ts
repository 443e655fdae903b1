import { isObject } from '../../json/pointer.ts'
import { listOf } from '../../json/list-of.ts'
import type { ApiContent, ApiDocument, ApiOperation, DocumentSchema } from '../api-document.ts'
import { describedInItem, saidOfProperty } from '../says/said-of-property.ts'
import { factsOf } from './description-facts.ts'
import { saysIgnored } from '../says/says-ignored.ts'
import { saysImmutable } from '../says/says-immutable.ts'
import { saysKept } from '../says/says-kept.ts'
import { saysEmptyRemoves, saysNullRemoves } from '../says/says-merged.ts'
import { saysNullClears, saysNullClearsAny } from '../says/says-null-clears.ts'

type Schemas = ApiDocument['schemas']
type Keywords = Readonly<Record<string, unknown>>

/**
 * The operation with what its description says of properties at the top of its body, as descriptions of the properties would say it: in items of
 * lists, and in sentences about updates.
 */
export function withSaid(operation: ApiOperation, schemas: Schemas): ApiOperation {
  const { body, method, description } = operation
  if (body === undefined || description === undefined) return operation
  const saying = { description, isUpdate: method === 'PATCH' || method === 'PUT' }
  const content = Object.entries(body.content).map(([media, one]): [string, ApiContent] => {
    const schema = annotated(one.schema, saying, schemas)
    return [media, schema === undefined ? one : { ...one, schema }]
  })
  return { ...operation, body: { ...body, content: Object.fromEntries(content) } }
}

/** Undefined where the description says nothing of the properties. */
function annotated(
  schema: DocumentSchema | undefined,
  { description, isUpdate }: { readonly description: string; readonly isUpdate: boolean },
  schemas: Schemas,
): DocumentSchema | undefined {
  if (!isObject(schema)) return undefined
  const clearsAny = isUpdate && saysNullClearsAny(description)
  const told = Object.entries(propertiesOf(schema, schemas)).flatMap(([name, property]) => {
    const said = isUpdate ? factsOfSentences(saidOfProperty(name, description)) : {}
    const cleared = clearsAny && mayBeNull(property) ? { 'x-null-clears': true } : {}
    const facts = { ...cleared, ...factsOf(describedInItem(name, description)), ...said }
    return isObject(property) && Object.keys(facts).length > 0 ? [[name, { ...property, ...facts }] as const] : []
  })
  if (told.length === 0) return undefined
  return { ...schema, properties: { ...(schema['properties'] as object | undefined), ...Object.fromEntries(told) } }
}

/** The keywords for sentences about one property, each with "It" in the place of the property. */
export function factsOfSentences(sentences: readonly string[]): Keywords {
  const some = (says: (sentence: string) => boolean, keyword: string): Keywords =>
    sentences.some(says) ? { [keyword]: true } : {}
  return {
    ...some(saysKept, 'x-kept'),
    ...some(saysIgnored, 'x-ignored'),
    ...some(saysImmutable, 'x-immutable'),
    ...some(saysNullRemoves, 'x-null-removes'),
    ...some(saysEmptyRemoves, 'x-empty-removes'),
    ...some(saysNullClears, 'x-null-clears'),
  }
}

/** The properties that a schema names, with its reference and its `allOf` followed. */
function propertiesOf(schema: DocumentSchema, schemas: Schemas, depth = 0): Keywords {
  if (!isObject(schema) || depth > 8) return {}
  const { $ref, allOf, properties } = schema
  const referred = typeof $ref === 'string' ? [schemas[$ref] ?? true] : []
  const parts = [...referred, ...(listOf(allOf) as readonly DocumentSchema[])]
  const found = parts.map((part) => propertiesOf(part, schemas, depth + 1))
  return Object.assign({}, ...found, isObject(properties) ? properties : {}) as Keywords
}

function mayBeNull(property: unknown): boolean {
  return isObject(property) && [property['type']].flat().includes('null')
}
