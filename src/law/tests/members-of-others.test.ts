import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { isObject } from '../../json/pointer.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Tickets, and an action that answers the agent of a ticket: an agent was there before the run. */
const { document } = readWritten({
  'tickets.yaml': `openapi: 3.1.0
info: { title: tickets, version: '1' }
paths:
  /agents:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: &agent { $ref: '#/components/schemas/Agent' } } } } } } }
  /agents/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': { description: one, content: { application/json: { schema: *agent } } }, '404': &no { description: none } } }
    delete: { responses: { '204': &gone { description: gone }, '404': *no } }
  /tickets:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: &ticket { $ref: '#/components/schemas/Ticket' } } } } } } }
    post: { requestBody: { required: true, content: { application/json: { schema: { type: object, required: [ title ], properties: { title: { type: string, minLength: 1 } } } } } }, responses: { '201': { description: one, content: { application/json: { schema: *ticket } } }, '400': *no, '415': *no } }
  /tickets/{ticketId}:
    parameters: &key [ { name: ticketId, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': { description: one, content: { application/json: { schema: *ticket } } }, '404': *no } }
    delete: { responses: { '204': *gone, '404': *no } }
  /tickets/{ticketId}/assign:
    parameters: *key
    post: { responses: { '200': { description: the agent, content: { application/json: { schema: *agent } } }, '404': *no } }
components:
  schemas:
    Agent: { type: object, required: [ id, name ], properties: { id: { type: integer, readOnly: true }, name: { type: string } } }
    Ticket: { type: object, required: [ id, title ], properties: { id: { type: integer, readOnly: true }, title: { type: string } } }
`,
})

interface Named {
  readonly id: number
}

function refuse(status: number, allow = 'GET'): Response {
  return new Response(null, { status, headers: { Allow: allow } })
}

function remove(store: Map<number, Named>, id: number): Response {
  store.delete(id)
  return new Response(null, { status: 204 })
}

/** The list of agents shows a part of them, and does not say so. */
function createDesk() {
  const agents = new Map<number, Named>(
    Array.from({ length: 30 }, (_, index) => [index, { id: index, name: 'an agent' }]),
  )
  const tickets = new Map<number, Named>()
  let last = 0
  const handle = async (request: Request): Promise<Response> => {
    const [, kind, own, action] = new URL(request.url).pathname.split('/')
    const { method } = request
    const isRead = method === 'GET' || method === 'HEAD'
    const store = kind === 'agents' ? agents : tickets
    if (own === undefined && isRead) return Response.json([...store.values()].slice(0, 20))
    const known = store.get(Number(own))
    if (own !== undefined && known === undefined) return refuse(404)
    if (action !== undefined) return method === 'POST' ? Response.json(agents.get(29)) : refuse(405, 'POST')
    if (isRead) return Response.json(known)
    if (method === 'DELETE' && own !== undefined) return remove(store, Number(own))
    if (method !== 'POST' || kind === 'agents' || own !== undefined)
      return refuse(405, own === undefined ? 'GET, POST' : 'GET, DELETE')
    if (request.headers.get('content-type')?.includes('json') !== true) return refuse(415)
    const sent: unknown = await request.json().catch(() => null)
    if (!isObject(sent) || typeof sent['title'] !== 'string' || sent['title'] === '') return refuse(400)
    last += 1
    const ticket = { id: last, title: sent['title'] }
    tickets.set(last, ticket)
    return Response.json(ticket, { status: 201 })
  }
  return { agents, tickets, handle }
}

test('a member of others that the answer to an action shows is never removed', async () => {
  const { agents, tickets, handle } = createDesk()
  const report = await fireAt(document, handle, { mayWrite: (name) => name !== 'agent' })
  expect(report.results.find(({ id }) => id === 'law.unknown-parent-is-not-found[assign]')?.status).toBe('pass')
  expect([agents.size, tickets.size]).toEqual([30, 0])
  expect(told(report).filter((one) => one.startsWith('fail'))).toEqual([])
})
