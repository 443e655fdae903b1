import { partAt, type Part, partsOf } from '../document/file/document-file.ts'
import { referenceOf, type Follow } from '../document/file/follow.ts'
import { operationParts, type OperationPart } from '../document/operation-parts.ts'
import { openPlain } from '../document/file/plain-document.ts'
import { isObject } from '../json/pointer.ts'
import { scalarText } from '../source/scalar.ts'
import type { DocumentedResponse, Operation, Parameter, Schema } from './contract.ts'

/** The operations and named schemas of an OpenAPI 3.1 document. */
export interface OpenApi {
  readonly operations: Readonly<Record<string, Operation>>
  readonly schemas: Readonly<Record<string, Schema>>
  /** The branches of each discriminator, by schema name and then by discriminator value. */
  readonly branches: Readonly<Record<string, Readonly<Record<string, string>>>>
}

/** Reads an OpenAPI document that is plain data. Missing parts count as empty. Each inline schema of a body gets a name. */
export function readOpenApi(document: unknown): OpenApi {
  const { whole, follow } = openPlain(document)
  const named = partAt(whole, 'components', 'schemas').value
  const reading: Reading = { follow, schemas: isObject(named) ? ({ ...named } as Record<string, Schema>) : {} }
  const operations = operationParts(whole, follow).map((source) => readOperation(reading, source))
  return {
    operations: Object.fromEntries(operations.map((operation) => [operation.id, operation])),
    schemas: reading.schemas,
    branches: Object.fromEntries(Object.entries(reading.schemas).map(branchesOf)),
  }
}

/** The schemas found so far by name. */
interface Reading {
  readonly follow: Follow
  readonly schemas: Record<string, Schema>
}

function readOperation(reading: Reading, { path, operation, item, method }: OperationPart): Operation {
  const at = (...tokens: string[]): Part => partAt(operation, ...tokens)
  const id = scalarText(at('operationId').value ?? `${method.toLowerCase()} ${path}`)
  const body = reading.follow.follow(at('requestBody'))
  const parameters = [partAt(item, 'parameters'), at('parameters')].flatMap(partsOf)
  return {
    id,
    method,
    path,
    parameters: parameters.flatMap((written) => {
      const parameter = reading.follow.follow(written)
      return parameter === undefined ? [] : [readParameter(parameter)]
    }),
    responses: Object.fromEntries(
      partsOf(at('responses')).map((response) => [
        response.token,
        contentOf(reading, response, `${id}.${response.token}`),
      ]),
    ),
    ...(body?.value === undefined ? {} : { body: contentOf(reading, body, `${id}.body`).schema ?? '' }),
  }
}

function readParameter(parameter: Part): Parameter {
  const at = (name: string): unknown => partAt(parameter, name).value
  return {
    name: scalarText(at('name')),
    in: at('in') === 'path' ? 'path' : 'query',
    required: at('required') === true,
    schema: (at('schema') ?? true) as Schema,
  }
}

/** The schema of the first JSON media type of a response or request body. An inline schema is kept under the name. */
function contentOf({ follow, schemas }: Reading, written: Part, name: string): DocumentedResponse {
  const part = follow.follow(written)
  const content = part === undefined ? [] : partsOf(partAt(part, 'content'))
  const media = content.find((each) => JSON_TYPE.test(each.token) && isObject(partAt(each, 'schema').value))
  if (media === undefined) return {}
  const schema = partAt(media, 'schema')
  const reference = referenceOf(withoutEnvelopes(follow, schema) ?? schema)
  if (reference?.startsWith(NAMED) === true) return { schema: schemaName(reference) }
  const safe = freeName(name.replaceAll(/[^\w.-]/g, '-'), schemas)
  const inline = follow.follow(schema)?.value
  schemas[safe] = isObject(inline) ? inline : {}
  return { schema: safe }
}

/** The only alternative that is no envelope; undefined for other schemas. The engine takes envelopes off before it judges a body. */
function withoutEnvelopes(follow: Follow, schema: Part): Part | undefined {
  const bodies = partsOf(partAt(schema, 'anyOf')).filter((one) => {
    const target = follow.follow(one)
    return target === undefined || partAt(target, 'x-envelope').value !== true
  })
  return bodies.length === 1 ? bodies[0] : undefined
}

const NAMED = '#/components/schemas/'

/** Media types of JSON, and ranges that hold JSON. */
const JSON_TYPE = /^(\*\/\*|application\/\*|[^;]*[/+]json)\s*(;|$)/i

function freeName(name: string, schemas: Readonly<Record<string, Schema>>): string {
  return Object.hasOwn(schemas, name) ? freeName(`${name}-`, schemas) : name
}

function branchesOf([name, schema]: [string, Schema]): [string, Record<string, string>] {
  const discriminator = isObject(schema) ? schema['discriminator'] : undefined
  const mapping = isObject(discriminator) && isObject(discriminator['mapping']) ? discriminator['mapping'] : {}
  return [name, Object.fromEntries(Object.entries(mapping).map(([value, to]) => [value, schemaName(scalarText(to))]))]
}

function schemaName(reference: string): string {
  return reference.split('/').at(-1) ?? reference
}
