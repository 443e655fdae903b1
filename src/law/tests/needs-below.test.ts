import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { fireAt } from './fire-at.test-support.ts'
import { jsonIn } from './json-in.test-support.ts'

const schema = (name: string): string =>
  `{ content: { application/json: { schema: { $ref: '#/components/schemas/${name}' } } } }`
const answer = (name: string): string => schema(name).replace('{', '{ description: one,')

/** Carts that are checked out once they hold an item. */
const { document } = readWritten({
  'carts.yaml': `openapi: 3.1.0
info: { title: carts, version: '1' }
paths:
  /carts: { post: { requestBody: ${schema('Cart')}, responses: { '201': ${answer('Cart')}, '422': &no { description: no } } } }
  /carts/{cartId}:
    parameters: &cart [ { name: cartId, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': ${answer('Cart')}, '404': *no } }
    delete: &remove { responses: { '204': { description: gone }, '404': *no } }
  /carts/{cartId}/items:
    parameters: *cart
    post: { requestBody: ${schema('Item')}, responses: { '201': ${answer('Item')}, '404': *no, '422': *no } }
  /carts/{cartId}/items/{itemId}:
    parameters: [ { name: cartId, in: path, required: true, schema: { type: integer } }, { name: itemId, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': ${answer('Item')}, '404': *no } }
    put: { requestBody: ${schema('Item')}, responses: { '200': ${answer('Item')}, '404': *no, '409': { description: The cart is checked out. }, '422': *no } }
    delete: { responses: { '204': { description: gone }, '404': *no, '409': { description: The cart is checked out. } } }
  /carts/{cartId}/checkout:
    parameters: *cart
    post: { description: Checks out an open cart with items. It becomes \`checked_out\`., responses: { '200': ${answer('Cart')}, '404': *no, '409': { description: The cart is empty or already checked out } } }
components:
  schemas:
    Cart: { type: object, required: [ owner ], properties: { id: { type: integer, readOnly: true }, owner: { type: string, minLength: 1 }, status: { type: string, readOnly: true, enum: [ open, checked_out ] } } }
    Item: { type: object, required: [ name ], properties: { id: { type: integer, readOnly: true }, name: { type: string, minLength: 1 } } }
`,
})

type Values = Readonly<Record<string, unknown>>
const plain = (code: number): Response => new Response(null, { status: code })

type Fault = 'no-effect' | 'changes-items' | 'deletes-items'

/** The outcome of a law at a right server, but for a fault. */
async function outcome(law: string, fault?: Fault): Promise<string | undefined> {
  const carts = new Map<number, { values: Values; items: Map<number, Values> }>()
  let last = 0
  const report = await fireAt(
    document,
    async (request) => {
      const { method, url } = request
      const [, , cartId, below, key] = new URL(url).pathname.split('/')
      const body = (jsonIn(await request.text()) ?? {}) as Values
      const cart = carts.get(Number(cartId))
      if (method === 'POST') last += 1
      if (cartId === undefined) {
        if (typeof body['owner'] !== 'string' || body['owner'] === '') return plain(422)
        carts.set(last, { values: { id: last, owner: body['owner'], status: 'open' }, items: new Map() })
        return Response.json(carts.get(last)?.values, { status: 201 })
      }
      if (cart === undefined) return plain(404)
      if (below === 'checkout') {
        if (cart.items.size === 0 || cart.values['status'] !== 'open') return plain(409)
        const done = { ...cart.values, status: 'checked_out' }
        if (fault !== 'no-effect') cart.values = done
        return Response.json(done)
      }
      if (below === undefined) {
        if (method === 'DELETE') carts.delete(Number(cartId))
        return method === 'DELETE' ? plain(204) : Response.json(cart.values)
      }
      const item = cart.items.get(Number(key))
      const isOpen = cart.values['status'] === 'open'
      if (method === 'POST' || (method === 'PUT' && item !== undefined)) {
        if (typeof body['name'] !== 'string' || body['name'] === '') return plain(422)
        if (method === 'PUT' && !isOpen && fault !== 'changes-items') return plain(409)
        const id = method === 'POST' ? last : Number(key)
        cart.items.set(id, { id, name: body['name'] })
        return Response.json(cart.items.get(id), { status: method === 'POST' ? 201 : 200 })
      }
      if (method === 'DELETE' && item !== undefined && !isOpen && fault !== 'deletes-items') return plain(409)
      if (method === 'DELETE') cart.items.delete(Number(key))
      return item === undefined ? plain(404) : method === 'DELETE' ? plain(204) : Response.json(item)
    },
    { selects: (id) => id === law },
  )
  expect(carts.size).toBe(0)
  return report.results[0]?.status
}

const [ACTION, CLOSED] = ['law.action-has-effect[checkout]', 'law.closed-members-keep-theirs[item]']

test.each<[string, Fault | undefined, string]>([
  [ACTION, undefined, 'pass'],
  [ACTION, 'no-effect', 'fail'],
  [CLOSED, undefined, 'pass'],
  [CLOSED, 'no-effect', 'skip'],
  [CLOSED, 'changes-items', 'fail'],
  [CLOSED, 'deletes-items', 'fail'],
])('an action that needs a member below is sent once there is one: %s, %s: %s', async (law, fault, status) => {
  expect(await outcome(law, fault)).toBe(status)
})
