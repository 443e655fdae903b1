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

/** Reads an OpenAPI document that is plain data. Missing parts count as empty. */
export function readOpenApi(document: unknown): OpenApi {
  const schemas = record(record(record(document)['components'])['schemas']) as Record<string, Schema>
  const operations: Record<string, Operation> = {}
  for (const [path, item] of Object.entries(record(record(document)['paths']))) {
    for (const method of METHODS) {
      const operation = record(item)[method]
      if (operation === undefined) continue
      const read = readOperation(document, { path, method, operation: record(operation), item: record(item) })
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

function readOperation(document: unknown, { path, method, operation, item }: OperationSource): Operation {
  const parameters = [...list(item['parameters']), ...list(operation['parameters'])]
  const body = record(resolve(document, operation['requestBody']))
  const bodySchema = contentOf(body).schema
  return {
    id: scalarText(operation['operationId'] ?? `${method} ${path}`),
    method: method.toUpperCase(),
    path,
    parameters: parameters.map((parameter) => readParameter(record(resolve(document, parameter)))),
    responses: Object.fromEntries(
      Object.entries(record(operation['responses'])).map(([status, response]) => [
        status,
        contentOf(record(resolve(document, response))),
      ]),
    ),
    ...(bodySchema === undefined ? {} : { body: bodySchema }),
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

/** The schema of the first media type of a response or request body that names a schema. The first of alternatives counts. */
function contentOf(part: Record<string, unknown>): DocumentedResponse {
  const content = record(part['content'])
  for (const mediaType of Object.values(content)) {
    const schema = record(record(mediaType)['schema'])
    const reference = schema['$ref'] ?? record(list(schema['anyOf'])[0])['$ref']
    if (typeof reference === 'string') return { schema: schemaName(reference) }
  }
  return {}
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
