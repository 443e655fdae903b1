import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { isObject } from '../../json/pointer.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Orders that are shipped and refunded after they are placed, and that are reopened after they are closed. */
const DOCUMENT = `openapi: 3.1.0
info: { title: orders, version: '1' }
paths:
  /orders:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Order' } } } } } } }
    post: { requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/New' } } } }, responses: { '201': &one { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } }, '400': &no { description: refused } } }
  /orders/{id}:
    parameters: &id [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    delete: { responses: { '204': { description: gone }, '404': *no } }
  /orders/{id}/place:
    parameters: *id
    post: { description: A draft becomes placed., responses: { '200': *one, '400': *no, '404': *no } }
  /orders/{id}/ship:
    parameters: *id
    post: { description: A placed order becomes shipped. Other orders are refused with 400., requestBody: { required: true, content: { application/json: { schema: { type: object, required: [ carrier ], properties: { carrier: { type: string } } } } } }, responses: { '200': *one, '400': *no, '404': *no } }
  /orders/{id}/unplace:
    parameters: *id
    post: { description: 'Makes a placed order a draft again, and \`placedAt\` is unset.', requestBody: { content: { application/json: { schema: { type: object } } } }, responses: { '200': *one, '400': *no, '404': *no } }
  /orders/{id}/refunds:
    parameters: *id
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Refund' } } } } }, '404': *no } }
    post: { description: Refunds a placed or shipped order. Others are refused with 400., requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/NewRefund' } } } }, responses: { '201': { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Refund' } } } }, '400': *no, '404': *no } }
components:
  schemas:
    New: { type: object, required: [ title ], properties: { title: { type: string, minLength: 1 } } }
    Order: { type: object, required: [ id, title, status ], properties: { id: { type: integer, readOnly: true }, title: { type: string }, status: { type: string, enum: [ draft, placed, shipped ], readOnly: true }, etag: { type: string, readOnly: true, description: Changes with each change of the order. }, placedAt: { type: [ string, 'null' ] }, carrier: { type: [ string, 'null' ] } } }
    NewRefund: { type: object, required: [ reason ], properties: { reason: { type: string, minLength: 1 } } }
    Refund: { type: object, required: [ id, reason ], properties: { id: { type: integer }, reason: { type: string } } }
`

const { document } = readWritten({ 'orders.yaml': DOCUMENT })

interface Order {
  readonly id: number
  readonly title: unknown
  readonly status: string
  readonly placedAt: string | null
  readonly carrier: unknown
  readonly etag: string
}

type Fault = 'none' | 'place-keeps-the-etag' | 'ship-is-lost' | 'unplace-keeps-the-time' | 'refunds-are-not-listed'

interface Held {
  readonly orders: Map<number, Order>
  readonly refunds: Map<number, { readonly id: number; readonly reason: unknown }[]>
  readonly asked: string[]
}

/** The order after an action; undefined where its state refuses the action. */
function afterAction(action: string, order: Order, sent: Readonly<Record<string, unknown>>): Order | undefined {
  if (action === 'place' && order.status === 'draft') return { ...order, status: 'placed', placedAt: 'now' }
  if (action === 'unplace' && order.status === 'placed') return { ...order, status: 'draft', placedAt: null }
  const { carrier } = sent
  return action === 'ship' && order.status === 'placed' && typeof carrier === 'string'
    ? { ...order, status: 'shipped', carrier }
    : undefined
}

function refused(status = 400): Response {
  return Response.json({}, { status })
}

function createOrders(fault: Fault, { orders, refunds, asked }: Held): (request: Request) => Promise<Response> {
  let last = 0
  return async (request) => {
    const { method, url } = request
    const [, , own, below] = new URL(url).pathname.split('/')
    const body: unknown = await request.json().catch(() => undefined)
    asked.push(`${method} ${below ?? ''}`)
    if (body !== undefined && !isObject(body)) return refused()
    const sent = body ?? {}
    const order = orders.get(Number(own))
    if (own === undefined) {
      if (method === 'GET') return Response.json([...orders.values()])
      if (typeof sent['title'] !== 'string' || sent['title'] === '') return refused()
      const made = { id: (last += 1), title: sent['title'], status: 'draft', placedAt: null, carrier: null, etag: 'e0' }
      orders.set(made.id, made)
      return Response.json(made, { status: 201 })
    }
    if (order === undefined) return refused(404)
    if (below === undefined && method === 'DELETE') orders.delete(order.id)
    if (below === undefined) return method === 'GET' ? Response.json(order) : new Response(null, { status: 204 })
    const known = refunds.get(order.id) ?? []
    if (below === 'refunds' && method === 'GET') return Response.json(fault === 'refunds-are-not-listed' ? [] : known)
    if (below === 'refunds') {
      if (order.status === 'draft' || typeof sent['reason'] !== 'string' || sent['reason'] === '') return refused()
      const refund = { id: (last += 1), reason: sent['reason'] }
      refunds.set(order.id, [...known, refund])
      return Response.json(refund, { status: 201 })
    }
    const next = afterAction(below, order, sent)
    if (next === undefined) return refused()
    const kept = fault === 'unplace-keeps-the-time' && below === 'unplace' ? { ...next, placedAt: 'now' } : next
    const etag = fault === 'place-keeps-the-etag' && below === 'place' ? order.etag : `e${(last += 1)}`
    const moved = { ...kept, etag }
    orders.set(order.id, fault === 'ship-is-lost' && below === 'ship' ? order : moved)
    return Response.json({ ...next, etag })
  }
}

async function fire(fault: Fault, law: string): Promise<{ told: readonly string[]; asked: readonly string[] }> {
  const held: Held = { orders: new Map(), refunds: new Map(), asked: [] }
  const report = await fireAt(document, createOrders(fault, held), {
    selects: (id) => id.startsWith(law),
    mayLeave: () => true,
  })
  expect(report.results.map(({ status, reason }) => [status, reason ?? ''])).not.toContainEqual([
    'skip',
    expect.stringMatching(/could be made/),
  ])
  return { told: told(report), asked: held.asked }
}

test.each([
  ['none', 'law.action-has-effect[ship]', []],
  ['ship-is-lost', 'law.action-has-effect[ship]', ['fail law.action-has-effect[ship]']],
  ['place-keeps-the-etag', 'law.action-has-effect[place]', ['fail law.action-has-effect[place]']],
  ['none', 'law.action-has-effect[unplace]', []],
  ['unplace-keeps-the-time', 'law.action-has-effect[unplace]', ['fail law.action-has-effect[unplace]']],
  ['none', 'law.list-holds-created[refund]', []],
  ['refunds-are-not-listed', 'law.list-holds-created[refund]', ['fail law.list-holds-created[refund]']],
] as const)('%s: %s', async (fault, law, expected) => {
  expect((await fire(fault, law)).told).toEqual(expected)
})

test('an action that a state refuses is not sent again unchanged, and its member is not looked for each time', async () => {
  const { asked } = await fire('none', 'law.action-has-effect[unplace]')
  expect(asked.filter((one) => one === 'POST unplace').length).toBeLessThan(5)
})

test('a right server is told nothing by any law', async () => {
  const held: Held = { orders: new Map(), refunds: new Map(), asked: [] }
  const report = await fireAt(document, createOrders('none', held), { mayLeave: () => true })
  expect(told(report).filter((one) => !/head|unsupported|malformed/.test(one))).toEqual([])
})
