import type { ApiDocument } from '../../document/api-document.ts'
import { readWritten } from '../../document/written.test-support.ts'
import { isObject } from '../../json/pointer.ts'
import type { Values } from './crud.test-support.ts'
import { jsonIn } from './json-in.test-support.ts'

/** A collection of a document: the singular of its name, and the properties of bodies and of answers, as YAML in one line. */
export interface Collection {
  readonly name: string
  readonly body: string
  readonly required: string
  readonly shown?: string
  /** Query parameters of the list, and the descriptions of the update and of the delete. */
  readonly query?: string
  readonly updates?: string
  readonly deletes?: string
}

/** A document of collections with creates, reads, updates that merge, and deletes. */
export function documentOf(...collections: readonly Collection[]): ApiDocument {
  return readWritten({
    'collections.yaml': `openapi: 3.1.0
info: { title: collections, version: '1' }
paths:${collections.map(pathsOf).join('')}
components:
  schemas:${collections.map(({ name, body, shown }) => `\n    ${name}: { type: object, required: [ id ], properties: { id: { type: integer, readOnly: true }, ${body}${shown === undefined ? '' : `, ${shown}`} } }`).join('')}
`,
  }).document
}

function pathsOf({ name, body, required, query = '', updates = '', deletes = '' }: Collection): string {
  const one = `{ description: one, content: { application/json: { schema: { $ref: '#/components/schemas/${name}' } } } }`
  const sent = (rest: string): string =>
    `{ required: true, content: { application/json: { schema: { type: object, ${rest} properties: { ${body} } } } } }`
  return `
  /${name}s:
    get: { parameters: [ ${query} ], responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/${name}' } } } } } } }
    post: { requestBody: ${sent(`required: [ ${required} ],`)}, responses: { '201': ${one}, '422': { description: refused } } }
  /${name}s/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': ${one}, '404': { description: no } } }
    patch: { description: ${JSON.stringify(updates)}, requestBody: ${sent('')}, responses: { '200': ${one}, '404': { description: no }, '422': { description: refused } } }
    delete: { description: ${JSON.stringify(deletes)}, responses: { '204': { description: gone }, '404': { description: no }${deletes.includes('cannot') ? ", '409': { description: refused }" : ''} } }`
}

/** The members of each collection, by the singular of its name and their keys. */
export type Kept = Readonly<Record<string, Map<number, Values>>>

/** A write or a look at a member of a collection. */
export interface At {
  readonly kept: Kept
  readonly name: string
  readonly id: number
  readonly member: Values
}

/** What a server of collections does beside storing what it is sent. */
export interface Habits {
  /** True for a member that is refused with 422. */
  readonly refuses?: (at: At, before: Values | undefined) => boolean
  /** Stores what a write changes elsewhere. */
  readonly written?: (at: At, before: Values | undefined) => void
  /** Removes or changes others with a delete; false refuses it with 409. */
  readonly deleted?: (at: At) => boolean
  readonly shown?: (at: At) => Values
  readonly listed?: (members: readonly Values[], query: URLSearchParams) => readonly Values[]
}

/** A server of collections. */
export function createCollections(
  names: readonly string[],
  { refuses, written, deleted, shown = ({ member }) => member, listed = (all) => all }: Habits,
): (request: Request) => Promise<Response> {
  const kept: Kept = Object.fromEntries(names.map((name) => [name, new Map<number, Values>()]))
  let last = 0
  const show = (name: string, id: number): Values => ({
    ...shown({ kept, name, id, member: kept[name]?.get(id) ?? {} }),
    id,
  })
  return async (request) => {
    const { pathname, searchParams } = new URL(request.url)
    const [, plural = '', key] = pathname.split('/')
    const name = plural.slice(0, -1)
    const members = kept[name]
    const text = await request.text()
    const before = key === undefined ? undefined : members?.get(Number(key))
    if (members === undefined || (key !== undefined && before === undefined)) return status(404)
    if (request.method === 'GET' && key === undefined)
      return Response.json(
        listed(
          [...members.keys()].map((id) => show(name, id)),
          searchParams,
        ),
      )
    if (request.method === 'GET') return Response.json(show(name, Number(key)))
    if (request.method === 'DELETE') {
      if (deleted?.({ kept, name, id: Number(key), member: before ?? {} }) === false) return status(409)
      members.delete(Number(key))
      return status(204)
    }
    const body = jsonIn(text)
    const isUpdate = request.method === 'PATCH' && key !== undefined
    if (!isUpdate && !(request.method === 'POST' && key === undefined)) return status(405)
    if (!isObject(body)) return status(422)
    const id = isUpdate ? Number(key) : last + 1
    const at = { kept, name, id, member: { ...before, ...body } }
    if (refuses?.(at, before) === true) return status(422)
    last = Math.max(last, id)
    members.set(id, at.member)
    written?.(at, before)
    return Response.json(show(name, id), { status: isUpdate ? 200 : 201 })
  }
}

function status(code: number): Response {
  return new Response(null, { status: code })
}
