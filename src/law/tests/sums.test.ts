import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { jsonIn } from './json-in.test-support.ts'
import { fireAt } from './fire-at.test-support.ts'

const answers = (of: string): string =>
  `{ description: one, content: { application/json: { schema: { $ref: '#/components/schemas/${of}' } } } }`
const { document } = readWritten({
  'carts.yaml': `openapi: 3.1.0
info: { title: carts, version: '1' }
paths:
  /carts: { post: { requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Cart' } } } }, responses: { '201': ${answers('Cart')} } } }
  /carts/{cartId}:
    parameters: [ { name: cartId, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': ${answers('Cart')}, '404': &none { description: none } } }
    delete: { responses: { '204': { description: gone }, '404': *none } }
  /carts/{cartId}/items:
    parameters: [ { name: cartId, in: path, required: true, schema: { type: integer } } ]
    post: { requestBody: &body { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Item' } } } }, responses: { '201': ${answers('Item')}, '404': *none } }
  /carts/{cartId}/items/{itemId}:
    parameters: [ { name: cartId, in: path, required: true, schema: { type: integer } }, { name: itemId, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': ${answers('Item')}, '404': *none } }
    put: { requestBody: *body, responses: { '200': ${answers('Item')}, '404': *none } }
    delete: { responses: { '204': { description: gone }, '404': *none } }
components:
  schemas:
    Cart: { type: object, required: [ owner ], properties: { id: { type: integer, readOnly: true }, owner: { type: string, minLength: 1 }, weight: { type: integer, readOnly: true, description: The sum of the weights of the items. } } }
    Item: { type: object, required: [ name, weight ], properties: { id: { type: integer, readOnly: true }, name: { type: string, minLength: 1 }, weight: { type: integer, minimum: 1, maximum: 900 } } }
`,
})

type Fault = 'forgets-updates' | 'forgets-deletes' | 'sums-the-last'
type Values = Readonly<Record<string, unknown>>

interface Cart {
  readonly values: Values
  readonly items: Map<number, Values>
  weight: number
}

const plain = (code: number): Response => new Response(null, { status: code })

function createCarts(fault?: Fault): (request: Request) => Promise<Response> {
  const carts = new Map<number, Cart>()
  let last = 0
  const weigh = (cart: Cart): void => {
    const weights = [...cart.items.values()].map(({ weight }) => Number(weight))
    cart.weight = fault === 'sums-the-last' ? (weights.at(-1) ?? 0) : weights.reduce((sum, one) => sum + one, 0)
  }
  return async (request) => {
    const { method, url } = request
    const [, , cartId, items, itemId] = new URL(url).pathname.split('/')
    const body = (jsonIn(await request.text()) ?? {}) as Values
    const isNew = method === 'POST'
    if (isNew) last += 1
    if (cartId === undefined) {
      if (!isNew || typeof body['owner'] !== 'string' || body['owner'] === '') return plain(isNew ? 400 : 405)
      carts.set(last, { values: { id: last, owner: body['owner'] }, items: new Map(), weight: 0 })
      return Response.json({ ...carts.get(last)?.values, weight: 0 }, { status: 201 })
    }
    const cart = carts.get(Number(cartId))
    if (cart === undefined) return plain(404)
    if (items === undefined) {
      if (method === 'DELETE') carts.delete(Number(cartId))
      return method === 'DELETE' ? plain(204) : Response.json({ ...cart.values, weight: cart.weight })
    }
    const key = isNew ? last : Number(itemId)
    if (!isNew && !cart.items.has(key)) return plain(404)
    if (method === 'GET') return Response.json(cart.items.get(key))
    if (method === 'DELETE') cart.items.delete(key)
    else {
      const { name, weight } = body
      if (typeof name !== 'string' || name === '' || !Number.isInteger(weight)) return plain(400)
      cart.items.set(key, { id: key, name, weight })
    }
    const isForgotten = fault === (method === 'PUT' ? 'forgets-updates' : 'forgets-deletes') && !isNew
    if (!isForgotten) weigh(cart)
    return method === 'DELETE' ? plain(204) : Response.json(cart.items.get(key), { status: isNew ? 201 : 200 })
  }
}

async function findings(fault?: Fault): Promise<readonly string[]> {
  const report = await fireAt(document, createCarts(fault), {
    selects: (id) => id === 'law.sums-follow-members[item]',
  })
  return report.results.flatMap(({ status, findings: found }) => [status, ...found.map(({ message }) => message)])
}

test('a sum that follows creates, updates and deletes is not accused', async () => {
  expect(await findings()).toEqual(['pass'])
})

test.each<[Fault, RegExp]>([
  ['forgets-updates', /at \/weight of the cart after an update of an item/],
  ['forgets-deletes', /at \/weight of the cart after a delete of an item/],
  ['sums-the-last', /at \/weight of the cart after a create of an item, the sum of \/weight of 2 members/],
])('a server that %s is told', async (fault, message) => {
  const [status, first] = await findings(fault)
  expect(status).toBe('fail')
  expect(first).toMatch(message)
})
