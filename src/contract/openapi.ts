import { isObject, parsePointer } from '../json/pointer.ts'
import { scalarText } from '../source/scalar.ts'
import type { DocumentedResponse, Operation, Parameter, Schema } from './contract.ts'

/** The operations and named schemas of an OpenAPI 3.1 document. */
export interface OpenApi {
  readonly operations: Readonly<Record<string, Operation>>
  readonly schemas: Readonly<Record<string, Schema>>
  /** The branches of each discriminator, by schema name and then by discriminator value. */
  readonly branches: Readonly<Record<string, Readonly<Record<string, string>>>>
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const

/** Reads an OpenAPI document that is plain data. Missing parts count as empty. Each inline schema of a body gets a name. */
export function readOpenApi(document: unknown): OpenApi {
  const schemas = { ...record(record(record(document)['components'])['schemas']) } as Record<string, Schema>
  const operations: Record<string, Operation> = {}
  for (const [path, item] of Object.entries(record(record(document)['paths']))) {
    for (const method of METHODS) {
      const operation = record(item)[method]
      if (operation === undefined) continue
      const read = readOperation(
        { document, schemas },
        { path, method, operation: record(operation), item: record(item) },
      )
      operations[read.id] = read
    }
  }
  return { operations, schemas, branches: Object.fromEntries(Object.entries(schemas).map(branchesOf)) }
}

interface OperationSource {
  readonly path: string
  readonly method: string
  readonly operation: Record<string, unknown>
  readonly item: Record<string, unknown>
}

/** The document, and the schemas found so far by name. */
interface Reading {
  readonly document: unknown
  readonly schemas: Record<string, Schema>
}

function readOperation(reading: Reading, { path, method, operation, item }: OperationSource): Operation {
  const { document } = reading
  const parameters = [...list(item['parameters']), ...list(operation['parameters'])]
  const id = scalarText(operation['operationId'] ?? `${method} ${path}`)
  const body = resolve(document, operation['requestBody'])
  return {
    id,
    method: method.toUpperCase(),
    path,
    parameters: parameters.map((parameter) => readParameter(record(resolve(document, parameter)))),
    responses: Object.fromEntries(
      Object.entries(record(operation['responses'])).map(([status, response]) => [
        status,
        contentOf(reading, record(resolve(document, response)), `${id}.${status}`),
      ]),
    ),
    ...(body === undefined ? {} : { body: contentOf(reading, record(body), `${id}.body`).schema ?? '' }),
  }
}

function readParameter(parameter: Record<string, unknown>): Parameter {
  return {
    name: scalarText(parameter['name']),
    in: parameter['in'] === 'path' ? 'path' : 'query',
    required: parameter['required'] === true,
    schema: (parameter['schema'] ?? true) as Schema,
  }
}

/** The schema of the first JSON media type of a response or request body. An inline schema is kept under the name. */
function contentOf({ document, schemas }: Reading, part: Record<string, unknown>, name: string): DocumentedResponse {
  const content = Object.entries(record(part['content']))
  const [, mediaType] = content.find(([type, media]) => JSON_TYPE.test(type) && isObject(record(media)['schema'])) ?? []
  const schema = record(mediaType)['schema']
  if (!isObject(schema)) return {}
  const reference = (withoutEnvelopes(document, schema) ?? schema)['$ref']
  if (typeof reference === 'string' && reference.startsWith(NAMED)) return { schema: schemaName(reference) }
  const safe = freeName(name.replaceAll(/[^\w.-]/g, '-'), schemas)
  schemas[safe] = record(resolve(document, schema)) as Schema
  return { schema: safe }
}

/** The only alternative that is no envelope; undefined for other schemas. The engine takes envelopes off before it judges a body. */
function withoutEnvelopes(document: unknown, schema: Record<string, unknown>): Record<string, unknown> | undefined {
  const bodies = list(schema['anyOf'])
    .map(record)
    .filter((one) => record(resolve(document, one))['x-envelope'] !== true)
  return bodies.length === 1 ? bodies[0] : undefined
}

const NAMED = '#/components/schemas/'

/** Media types of JSON, and ranges that hold JSON. */
const JSON_TYPE = /^(\*\/\*|application\/\*|[^;]*[/+]json)\s*(;|$)/i

function freeName(name: string, schemas: Readonly<Record<string, Schema>>): string {
  return Object.hasOwn(schemas, name) ? freeName(`${name}-`, schemas) : name
}

function branchesOf([name, schema]: [string, Schema]): [string, Record<string, string>] {
  const mapping = record(record(record(schema)['discriminator'])['mapping'])
  return [name, Object.fromEntries(Object.entries(mapping).map(([value, to]) => [value, schemaName(scalarText(to))]))]
}

function schemaName(reference: string): string {
  return reference.split('/').at(-1) ?? reference
}

/** The part that a chain of at most 16 `$ref` within the document leads to. */
function resolve(document: unknown, part: unknown): unknown {
  let value = part
  for (let depth = 0; depth < 16 && isObject(value) && typeof value['$ref'] === 'string'; depth += 1) {
    let target: unknown = document
    for (const token of parsePointer(value['$ref'].replace(/^#/, ''))) target = record(target)[token]
    value = target
  }
  return value
}

function record(value: unknown): Record<string, unknown> {
  return isObject(value) ? value : {}
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
