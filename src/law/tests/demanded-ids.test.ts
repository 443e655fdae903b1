import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

const { document } = readWritten({
  'realm.yaml': `
openapi: 3.0.3
info: { title: Realm, version: 1.0.0 }
paths:
  /clients:
    get:
      parameters: [{ name: search, in: query, description: only clients whose clientId contains this text, schema: { type: string } }]
      responses: { '200': { content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Client' } } } } } }
    post:
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Client' } } } }
      responses: { '201': { headers: { Location: { schema: { type: string } } } }, '400': {} }
  /clients/{client-uuid}:
    parameters: [{ name: client-uuid, in: path, required: true, schema: { type: string } }]
    get: { responses: { '200': { content: { application/json: { schema: { $ref: '#/components/schemas/Client' } } } }, '404': {} } }
    delete: { responses: { '204': {}, '404': {} } }
components:
  schemas:
    Client:
      type: object
      properties: { id: { type: string, readOnly: true }, clientId: { type: string }, name: { type: string } }
`,
})

type Client = Readonly<Record<string, unknown>>

/** A server that names its members, answers a create with a Location alone, and needs a `clientId`. */
function realm(finds: boolean): (request: Request) => Promise<Response> {
  const clients = new Map<string, Client>()
  return async (request) => {
    const { pathname, searchParams } = new URL(request.url)
    const [, id] = /^\/clients(?:\/([^/]+))?$/.exec(pathname) ?? []
    const one = clients.get(id ?? '')
    if (id !== undefined && one === undefined) return new Response(null, { status: 404 })
    if (id !== undefined && request.method === 'GET') return Response.json(one)
    if (id !== undefined && request.method === 'DELETE') {
      clients.delete(id)
      return new Response(null, { status: 204 })
    }
    if (id !== undefined) return new Response(null, { status: 405, headers: { Allow: 'GET, DELETE' } })
    if (request.method === 'GET') {
      const text = searchParams.get('search')
      const found = [...clients.values()].filter(({ clientId }) => text === null || String(clientId).includes(text))
      return Response.json(text === null || finds ? found : [])
    }
    if (request.method !== 'POST') return new Response(null, { status: 405, headers: { Allow: 'GET, POST' } })
    const body = await request.json().catch(() => undefined)
    const { clientId } = (body ?? {}) as Client
    if (typeof clientId !== 'string') return Response.json({ errorMessage: 'clientId is missing' }, { status: 400 })
    const key = crypto.randomUUID()
    clients.set(key, { ...(body as Client), id: key })
    return new Response(null, { status: 201, headers: { Location: `/clients/${key}` } })
  }
}

const selects = (id: string): boolean => /read-equals-write|search-finds|list-holds/.test(id)

test.each([
  [true, 'pass'],
  [false, 'fail'],
])('an id of the member itself that a refusal names is sent, and its search is judged: %s', async (finds, status) => {
  const report = await fireAt(document, realm(finds), { selects })
  const found = report.results.find(({ id }) => id === 'law.search-finds[client]')
  expect(found?.status).toBe(status)
  expect(told(report)).toEqual(finds ? [] : ['fail law.search-finds[client]'])
})
