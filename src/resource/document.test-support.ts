import type { ApiDocument, ApiOperation, ApiParameter, DocumentSchema } from '../document/api-document.ts'
import { isObject } from '../json/pointer.ts'

/** An operation as tests write it. Path parameters are texts unless `path` says otherwise. */
interface Stated {
  readonly id?: string
  readonly description?: string
  readonly path?: Readonly<Record<string, DocumentSchema>>
  readonly query?: Readonly<Record<string, DocumentSchema>>
  readonly header?: Readonly<Record<string, DocumentSchema>>
  readonly body?: DocumentSchema
  readonly media?: string | undefined
  /** By status; undefined for an answer without a body. */
  readonly answers: Readonly<Record<number, DocumentSchema | undefined>>
  /** Headers of successes, in lower case. */
  readonly headers?: readonly string[]
}

/** A reference to a schema that `documentOf` knows. */
export const ref = (name: string): DocumentSchema => ({ $ref: name })
export const listOf = (name: string): DocumentSchema => ({ type: 'array', items: ref(name) })
export const TEXT = { type: 'string' }
export const INTEGER = { type: 'integer' }

const SIMPLE = { style: 'simple', explode: false } as const

/** A document of operations such as `GET /users/{userId}`, and of schemas by name. */
export function documentOf(
  operations: Readonly<Record<string, Stated>>,
  schemas: Readonly<Record<string, DocumentSchema>> = {},
): ApiDocument {
  return {
    title: 'Users API',
    version: '1.0.0',
    openapi: '3.1',
    servers: [],
    operations: Object.entries(operations).map(([line, stated]) => operationOf(line, stated)),
    schemas: Object.fromEntries(
      Object.entries(schemas).flatMap(([name, schema]) =>
        (['request', 'answer'] as const).map((view) => [`${view}:${name}`, viewOf(schema, view)]),
      ),
    ),
    securitySchemes: {},
  }
}

function operationOf(line: string, stated: Stated): ApiOperation {
  const [method = '', path = ''] = line.split(' ')
  const names = [...path.matchAll(/\{([^{}]+)\}/g)].map(([, name]) => name ?? '')
  const parameters: ApiParameter[] = [
    ...names.map((name) => ({
      name,
      in: 'path' as const,
      required: true,
      schema: stated.path?.[name] ?? TEXT,
      ...SIMPLE,
    })),
    ...(['query', 'header'] as const).flatMap((place) =>
      Object.entries(stated[place] ?? {}).map(([name, schema]) => ({
        name,
        in: place,
        required: false,
        schema,
        ...SIMPLE,
      })),
    ),
  ]
  const headers = Object.fromEntries((stated.headers ?? []).map((name) => [name, { required: false, schema: TEXT }]))
  const { media = 'application/json', body, description } = stated
  return {
    id: stated.id ?? line,
    method,
    path,
    parameters,
    ...(body === undefined
      ? {}
      : { body: { required: true, content: { [media]: { schema: viewOf(body, 'request') } } } }),
    responses: Object.fromEntries(
      Object.entries(stated.answers).map(([status, schema]) => [
        status,
        {
          content: schema === undefined ? {} : { 'application/json': { schema: viewOf(schema, 'answer') } },
          headers: Number(status) < 300 ? headers : {},
        },
      ]),
    ),
    security: [],
    tags: [],
    ...(description === undefined ? {} : { description }),
    place: { file: 'openapi.yaml', line: 1, column: 1 },
  }
}

/** The schema in the view of a request or an answer: references are named, and hidden properties are left out. */
function viewOf(schema: DocumentSchema, view: 'request' | 'answer'): DocumentSchema {
  const hides = view === 'request' ? 'readOnly' : 'writeOnly'
  const inView = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(inView)
    if (!isObject(value)) return value
    const entries = Object.entries(value).map(([key, part]) => {
      if (key === '$ref') return [key, `${view}:${String(part)}`]
      if (key !== 'properties' || !isObject(part)) return [key, inView(part)]
      const seen = Object.entries(part).filter(([, property]) => !(isObject(property) && property[hides] === true))
      return [key, Object.fromEntries(seen.map(([name, property]) => [name, inView(property)]))]
    })
    return Object.fromEntries(entries) as unknown
  }
  return inView(schema) as DocumentSchema
}
