import { readWritten } from '../../document/written.test-support.ts'
import type { Report } from '../../report/report.ts'
import { calibrateModel } from '../calibrate-model.ts'
import { fireAt, lawRun } from './fire-at.test-support.ts'
import type { LawRun } from '../law-run.ts'
import { objectIn } from './json-in.test-support.ts'

/** Orders with actions: one that closes an order for good, one with a body, one by PUT; a search; and reports that nothing shows again. */
const YARD = `
openapi: 3.1.0
info: { title: Yard, version: 1.0.0 }
security: [{ key: [] }]
paths:
  /orders:
    get: { operationId: listOrders, responses: { '200': { description: ok, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Order' } } } } } } }
    post:
      operationId: createOrder
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/NewOrder' } } } }
      responses: { '201': { $ref: '#/components/responses/Order' }, '400': { description: no } }
  /orders/{orderId}:
    parameters: [{ $ref: '#/components/parameters/orderId' }]
    get: { operationId: readOrder, responses: { '200': { $ref: '#/components/responses/Order' }, '404': { description: none } } }
    delete: { operationId: deleteOrder, responses: { '204': { description: gone }, '404': { description: none }, '409': { description: shipped } } }
  /orders/{orderId}/ship:
    parameters: [{ $ref: '#/components/parameters/orderId' }]
    post: { operationId: shipOrder, responses: { '200': { $ref: '#/components/responses/Order' }, '404': { description: none }, '409': { description: shipped } } }
  /orders/{orderId}/payment:
    parameters: [{ $ref: '#/components/parameters/orderId' }]
    post:
      operationId: payOrder
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Payment' } } } }
      responses:
        '200': { description: paid, content: { application/json: { schema: { type: object, required: [receipt], properties: { receipt: { type: string } } } } } }
        '400': { description: no }
        '401': { description: who }
        '404': { description: none }
        '409': { description: paid }
  /orders/{orderId}/label:
    parameters: [{ $ref: '#/components/parameters/orderId' }]
    put:
      operationId: labelOrder
      requestBody: { required: true, content: { application/json: { schema: { type: object, required: [text], properties: { text: { type: string, minLength: 1, maxLength: 20 } } } } } }
      responses: { '204': { description: done }, '400': { description: no }, '404': { description: none } }
  /reports:
    post:
      operationId: createReport
      requestBody: { required: true, content: { application/json: { schema: { type: object, required: [days], properties: { days: { type: integer, minimum: 1, maximum: 31 } } } } } }
      responses: { '201': { description: made, content: { application/json: { schema: { type: object, required: [days], properties: { days: { type: integer } } } } } }, '400': { description: no } }
  /orders/search:
    post:
      operationId: searchOrders
      requestBody: { required: true, content: { application/json: { schema: { type: object, required: [state], properties: { state: { enum: [open, paid] } } } } } }
      responses: { '200': { description: ok, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Order' } } } } }, '400': { description: no } }
  /settings:
    put: { operationId: setAll, requestBody: { content: { application/json: { schema: { type: object } } } }, responses: { '204': { description: done } } }
  /caches:
    delete: { operationId: clearCaches, responses: { '204': { description: done } } }
components:
  securitySchemes: { key: { type: apiKey, in: header, name: X-Key } }
  parameters: { orderId: { name: orderId, in: path, required: true, schema: { type: string } } }
  responses:
    Order: { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } }
  schemas:
    NewOrder: { type: object, required: [item], properties: { item: { type: string, minLength: 1, maxLength: 60 } } }
    Order: { type: object, required: [id, item], properties: { id: { type: string }, item: { type: string }, state: { type: string } } }
    Payment:
      type: object
      required: [amount, method]
      properties: { amount: { type: integer, minimum: 1, maximum: 9999 }, method: { enum: [card, cash] }, memo: { type: string, maxLength: 40 }, days: { type: array, items: { type: string, format: date } } }
`

export const YARD_DOCUMENT = readWritten({ 'yard.yaml': YARD }).document

/** A server that differs from the document, or in a way that the document leaves open. */
export type Difference =
  | 'keeps-shipped'
  | 'fails-to-delete-once'
  | 'refuses-payments'
  | 'takes-any-amount'
  | 'takes-any-method'
  | 'takes-words-for-amounts'
  | 'takes-any-day'
  | 'takes-long-labels'
  | 'pays-unknown-orders'
  | 'pays-for-anybody'
  | 'shows-anybody'
  | 'serves-anybody'
  | 'gives-no-receipt'
  | 'fails-at-cash'
  | 'refuses-cash'
  | 'reports-other-days'
  | 'searches-any-state'

interface Order {
  readonly id: string
  readonly item: string
  state: string
}

export interface Yard {
  readonly report: Report
  /** The orders that are left. */
  readonly left: readonly Order[]
  readonly reports: number
}

/** Fires the laws at a yard. */
export async function fireAtYard(difference?: Difference, more: Partial<LawRun> = {}): Promise<Yard> {
  const orders = new Map<string, Order>()
  const state = { reports: 0 }
  const handle = createYard(orders, state, difference)
  const report = await fireAt(YARD_DOCUMENT, handle, { principals: OWNER, level: 'should', ...more })
  return { report, left: [...orders.values()], reports: state.reports }
}

/** Looks at a yard, and returns the requests that it got. */
export async function lookAtYard(): Promise<readonly string[]> {
  const asked: string[] = []
  const handle = createYard(new Map(), { reports: 0 })
  const noting = (request: Request): Promise<Response> => {
    asked.push(`${request.method} ${new URL(request.url).pathname}`)
    return handle(request)
  }
  await calibrateModel(lawRun(YARD_DOCUMENT, noting, { principals: OWNER }))
  return asked
}

const OWNER = { owner: { headers: { 'X-Key': 'one' } } }

type Values = Readonly<Record<string, unknown>>

function createYard(
  orders: Map<string, Order>,
  state: { reports: number },
  difference?: Difference,
): (request: Request) => Promise<Response> {
  let [last, failed] = [0, 0]
  const isOf = (one: Difference): boolean => difference === one

  const pay = (order: Order | undefined, { amount, method, memo = '', days = [] }: Values): Response => {
    const isWord = isOf('takes-words-for-amounts') && typeof amount === 'string'
    const areDays =
      Array.isArray(days) && days.every((one) => isText(one, 1, 99) && (isOf('takes-any-day') || isDay(one)))
    const isAmount = isOf('takes-any-amount') ? typeof amount === 'number' : isWithin(amount, 1, 9999)
    const isCash = method === 'cash' && !isOf('refuses-cash')
    const isMethod = isOf('takes-any-method') || method === 'card' || isCash
    if (!(isAmount || isWord) || !isMethod || !isText(memo, 0, 40) || !areDays) return empty(400)
    if (isOf('refuses-payments') || order?.state === 'paid') return empty(409)
    if (isOf('fails-at-cash') && method === 'cash') return empty(500)
    if (order !== undefined) order.state = 'paid'
    return Response.json(isOf('gives-no-receipt') ? {} : { receipt: 'r-1' })
  }

  const act = (order: Order, action: string, body: Values): Response => {
    if (action === 'payment') return pay(order, body)
    if (action === 'label') return empty(isText(body['text'], 1, isOf('takes-long-labels') ? 99 : 20) ? 204 : 400)
    if (order.state === 'shipped') return empty(409)
    order.state = 'shipped'
    return Response.json(order)
  }

  const atOrder = (request: Request, id: string): Response => {
    const order = orders.get(id)
    if (order === undefined) return empty(404)
    if (request.method === 'GET') return Response.json(order)
    if (request.method !== 'DELETE') return empty(405)
    failed += 1
    if (isOf('fails-to-delete-once') && order.state === 'shipped' && failed < 3) return empty(503)
    if (isOf('keeps-shipped') && order.state === 'shipped') return empty(409)
    orders.delete(id)
    return empty(204)
  }

  const create = ({ item }: Values): Response => {
    if (!isText(item, 1, 60)) return empty(400)
    last += 1
    const order = { id: `o${last}`, item, state: 'open' }
    orders.set(order.id, order)
    return Response.json(order, { status: 201 })
  }

  const search = ({ state: wanted }: Values): Response => {
    if (!isOf('searches-any-state') && wanted !== 'open' && wanted !== 'paid') return empty(400)
    return Response.json([...orders.values()].filter((order) => order.state === wanted))
  }

  return async (request) => {
    const [, name = '', id, action] = new URL(request.url).pathname.split('/')
    const isOpen = isOf('serves-anybody')
    const isPaid = (isOpen || isOf('pays-for-anybody')) && action === 'payment'
    const isShown = (isOpen || isOf('shows-anybody')) && request.method === 'GET'
    if (request.headers.get('X-Key') !== 'one' && !isPaid && !isShown) return empty(401)
    if (request.method === 'POST' || request.method === 'PUT') {
      const isJson = request.headers.get('Content-Type')?.startsWith('application/json') === true
      const body = action === 'ship' ? {} : objectIn(await request.text())
      if (body === undefined || (action !== 'ship' && !isJson)) return empty(400)
      const allowed = action === 'label' ? 'PUT' : 'POST'
      if (request.method !== allowed) return empty(405)
      if (name === 'reports') {
        if (!isWithin(body['days'], 1, 31)) return empty(400)
        state.reports += 1
        return Response.json({ days: isOf('reports-other-days') ? 7 : body['days'] }, { status: 201 })
      }
      if (id === undefined) return create(body)
      if (id === 'search') return search(body)
      const order = orders.get(id)
      if (order === undefined)
        return isOf('pays-unknown-orders') && action === 'payment' ? pay(order, body) : empty(404)
      return action === undefined ? empty(405) : act(order, action, body)
    }
    if (id !== undefined && action === undefined) return atOrder(request, id)
    return name === 'orders' && id === undefined && request.method === 'GET'
      ? Response.json([...orders.values()])
      : empty(405)
  }
}

function empty(status: number): Response {
  return new Response(null, { status, headers: status === 405 ? { Allow: 'GET, POST, DELETE' } : {} })
}

function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text))
}

function isWithin(value: unknown, least: number, most: number): boolean {
  return Number.isInteger(value) && (value as number) >= least && (value as number) <= most
}

function isText(value: unknown, least: number, most: number): value is string {
  if (typeof value !== 'string') return false
  const { length } = Array.from(value)
  return length >= least && length <= most
}
