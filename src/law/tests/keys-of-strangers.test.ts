import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { noteIn, type MemberEntry } from '../session/member-ledger.ts'
import { fireAt, told } from './fire-at.test-support.ts'
import { jsonIn } from './json-in.test-support.ts'

/** Orders of two callers, whose create has an idempotency key. */
const { document } = readWritten({
  'orders.yaml': `openapi: 3.1.0
info: { title: orders, version: '1' }
security: [ { key: [] } ]
paths:
  /orders:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: &order { $ref: '#/components/schemas/Order' } } } } } } }
    post:
      parameters: [ { name: Idempotency-Key, in: header, schema: { type: string } } ]
      requestBody: { required: true, content: { application/json: { schema: *order } } }
      responses: { '201': &one { description: one, content: { application/json: { schema: *order } } }, '400': &no { description: no } }
  /orders/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    patch: { requestBody: { required: true, content: { application/json: { schema: *order } } }, responses: { '200': *one, '400': *no, '404': *no } }
    delete: { responses: { '204': *no, '404': *no } }
components:
  securitySchemes: { key: { type: apiKey, in: header, name: X-Key } }
  schemas:
    Order: { type: object, required: [ item ], properties: { id: { type: integer, readOnly: true }, item: { type: string, minLength: 1 } } }
`,
})

const CALLERS = ['mine', 'theirs']
const LAW = 'law.idempotency-key-is-heeded[order]'

interface Order {
  readonly id: number
  readonly item: string
}

/** Keys of each caller, keys of all callers, and numbers of each caller's own. */
type Kind = 'private' | 'shared' | 'numbered'

/** Fires the law at a server. Returns what is told, the members that stay, and the creates of strangers in the ledger. */
async function fire(kind: Kind, strangersMayDelete = true) {
  const orders = new Map<string, Map<number, Order>>(CALLERS.map((caller) => [caller, new Map<number, Order>()]))
  const byKey = new Map<string, Order>()
  const entries: MemberEntry[] = []
  let last = 0
  const report = await fireAt(
    document,
    async (request) => {
      const caller = request.headers.get('x-key') ?? ''
      const held = orders.get(caller)
      const [, , own] = new URL(request.url).pathname.split('/')
      if (held === undefined) return new Response(null, { status: 401 })
      if (request.method === 'POST') {
        const body = jsonIn(await request.text()) as Partial<Order> | undefined
        if (typeof body?.item !== 'string') return new Response(null, { status: 400 })
        const key = `${kind === 'shared' ? '' : caller} ${request.headers.get('idempotency-key') ?? ''}`
        last += 1
        const made = byKey.get(key) ?? { id: kind === 'numbered' ? held.size + 1 : last, item: body.item }
        if (!byKey.has(key)) held.set(made.id, made)
        byKey.set(key, made)
        return Response.json(made, { status: 201 })
      }
      if (own === undefined) return Response.json([...held.values()])
      const order = held.get(Number(own))
      if (order === undefined) return new Response(null, { status: 404 })
      if (request.method === 'GET') return Response.json(order)
      if (request.method === 'PATCH') {
        const changed = { ...order, ...(jsonIn(await request.text()) as Partial<Order>), id: order.id }
        held.set(order.id, changed)
        for (const [key, made] of byKey) if (made === order) byKey.set(key, changed)
        return Response.json(changed)
      }
      if (!strangersMayDelete && caller === 'theirs') return new Response(null, { status: 403 })
      held.delete(order.id)
      return new Response(null, { status: 204 })
    },
    {
      principals: { owner: { headers: { 'X-Key': 'mine' } }, stranger: { headers: { 'X-Key': 'theirs' } } },
      selects: (id) => id === LAW,
      ledger: noteIn((entry) => entries.push(entry)),
    },
  )
  return {
    found: told(report),
    stay: [...orders.values()].reduce((sum, { size }) => sum + size, 0),
    left: report.leftBehind?.length ?? 0,
    ofStrangers: entries.filter((entry) => 'creating' in entry && entry.creating.as === 'stranger').length,
  }
}

test.each([
  ['private', []],
  ['numbered', []],
  ['shared', [`fail ${LAW}`]],
] as const)('a stranger with the key of the owner gets a member of their own: %s', async (kind, found) => {
  expect(await fire(kind)).toEqual({ found, stay: 0, left: 0, ofStrangers: 1 })
})

test('a member that the stranger cannot remove is told as left', async () => {
  expect(await fire('private', false)).toMatchObject({ found: [], stay: 1, left: 1 })
})
