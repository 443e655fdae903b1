import type { ApiDocument, ApiOperation, ApiParameter, DocumentSchema } from '../../document/api-document.ts'
import { listOf } from '../../json/list-of.ts'
import { formatPointer, isObject, withValueAt } from '../../json/pointer.ts'
import type { Pointer, Resource } from '../../resource/model.ts'
import { operationWithId, ownParameters } from './paths.ts'
import { flatten, typeOf } from './flatten-schema.ts'
import { contentOf } from './request-body.ts'
import { isJson } from '../../resource/shape/body-schema.ts'
import { schemaAt } from './schema-at.ts'

type Schemas = ApiDocument['schemas']

/** A body that has several members. */
export interface BatchBody {
  readonly operation: ApiOperation
  /** The place of the list of members in the body. */
  readonly at: Pointer
  /** The schema of the whole body. */
  readonly schema: DocumentSchema
  /** The most members of one body, as a count. */
  readonly most: number | undefined
}

/** The form of a create for several members, where its body takes one or several. */
export function batchCreateOf(resource: Resource, document: ApiDocument): BatchBody | undefined {
  const { create, wrap } = resource
  if (create === undefined || wrap?.value.request !== undefined) return undefined
  const operation = operationWithId(document, create.operation)
  const content = contentOf(operation)
  const { several } = content !== undefined && isJson(content.media) ? content : {}
  return several === undefined ? undefined : batchIn(operation, several, document.schemas)
}

/** The update of several members at the path of their list: each item has the key of its member. */
export function batchUpdateOf(
  resource: Resource,
  document: ApiDocument,
): (BatchBody & { readonly key: Pointer }) | undefined {
  const { create, updates } = resource
  const [own, ...others] = ownParameters(resource)
  if (create === undefined || own?.pointer === undefined || others.length > 0) return undefined
  const { path } = operationWithId(document, create.operation)
  for (const operation of document.operations) {
    const isOther = operation.path === path && operation.method === 'PATCH'
    if (!isOther || updates.some((one) => one.operation === operation.id)) continue
    const content = contentOf(operation)
    if (content?.schema === undefined || !isJson(content.media)) continue
    const found = batchIn(operation, content.schema, document.schemas)
    const key = found && schemaAt(found.schema, `${found.at}/0${own.pointer}`, document.schemas)
    if (found !== undefined && key !== undefined) return { ...found, key: own.pointer }
  }
  return undefined
}

/** The body with a list of members. */
export function batchOf({ at }: Pick<BatchBody, 'at'>, members: readonly unknown[]): unknown {
  return withValueAt(undefined, at, members)
}

/** The one list of objects in a body, or in one alternative of it. */
function batchIn(operation: ApiOperation, schema: DocumentSchema, schemas: Schemas): BatchBody | undefined {
  const { oneOf, anyOf, $ref, ...own } = isObject(schema) ? schema : {}
  if (typeof $ref === 'string') return batchIn(operation, schemas[$ref] ?? true, schemas)
  const choices = [...listOf(oneOf), ...listOf(anyOf)] as readonly DocumentSchema[]
  const found = [own, ...choices].flatMap((one) => placeIn(one, schemas))
  const [only, ...others] = found
  return only === undefined || others.length > 0 ? undefined : { operation, schema, ...only }
}

function placeIn(schema: DocumentSchema, schemas: Schemas): readonly Pick<BatchBody, 'at' | 'most'>[] {
  const flat = flatten(schema, schemas)
  if (isListOfObjects(flat, schemas)) return [{ at: '', most: maximumOf(flat) }]
  const properties = isObject(flat['properties']) ? flat['properties'] : {}
  return Object.entries(properties).flatMap(([name, property]) => {
    const inner = flatten(property as DocumentSchema, schemas)
    return isListOfObjects(inner, schemas) ? [{ at: formatPointer([name]), most: maximumOf(inner) }] : []
  })
}

function isListOfObjects(flat: Readonly<Record<string, unknown>>, schemas: Schemas): boolean {
  return typeOf(flat) === 'array' && isObject(flat['items']) && typeOf(flatten(flat['items'], schemas)) === 'object'
}

function maximumOf({ maxItems }: Readonly<Record<string, unknown>>): number | undefined {
  return typeof maxItems === 'number' ? maxItems : undefined
}

/** The delete of several members at the path of their list, and its query parameter with their keys. */
export interface BatchDelete {
  readonly operation: ApiOperation
  readonly parameter: ApiParameter
}

/** The delete at the path of the list that requires a list of keys in its query. */
export function batchDeleteOf(resource: Resource, document: ApiDocument): BatchDelete | undefined {
  const { create, key, delete: removal } = resource
  if (create === undefined || removal === undefined || key.parameters.length !== 1) return undefined
  const { path } = operationWithId(document, create.operation)
  const operation = document.operations.find((one) => one.path === path && one.method === 'DELETE')
  const required = operation?.parameters.filter((one) => one.required && one.in === 'query') ?? []
  const [parameter, ...others] = required
  if (operation === undefined || parameter === undefined || others.length > 0 || operation.body !== undefined)
    return undefined
  const { items, ...flat } = flatten(parameter.schema, document.schemas)
  const isKeys =
    typeOf(flat) === 'array' &&
    isObject(items) &&
    ['string', 'integer'].includes(typeOf(flatten(items, document.schemas)) ?? '')
  return isKeys ? { operation, parameter } : undefined
}
