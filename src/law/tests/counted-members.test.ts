import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { isObject } from '../../json/pointer.ts'
import { fireAt } from './fire-at.test-support.ts'

/** The paths of a collection whose creates and updates have one body. */
const collection = (name: string, body: string): string => `
  /${name}s:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/${name}' } } } } } } }
    post:
      requestBody: { required: true, content: { application/json: { schema: ${body} } } }
      responses: { '201': { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/${name}' } } } }, '422': { description: no } }
  /${name}s/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/${name}' } } } }, '404': { description: no } } }
    put: { requestBody: { required: true, content: { application/json: { schema: ${body} } } }, responses: { '200': { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/${name}' } } } }, '404': { description: no } } }
    delete: { responses: { '204': { description: gone }, '404': { description: no } } }`
/** Shops, and products that name one. */
function documentWith(count: string): ReturnType<typeof readWritten>['document'] {
  return readWritten({
    'shops.yaml': `openapi: 3.1.0
info: { title: shops, version: '1' }
paths: ${collection('shop', '{ type: object, required: [ name ], properties: { name: { type: string } } }')}${collection('product', '{ type: object, required: [ name, shopId ], properties: { name: { type: string }, shopId: { type: integer } } }')}
components:
  schemas:
    shop: { type: object, required: [ id, name ], properties: { id: { type: integer, readOnly: true }, name: { type: string }, ${count} } }
    product: { type: object, required: [ id, name, shopId ], properties: { id: { type: integer, readOnly: true }, name: { type: string }, shopId: { type: integer } } }
`,
  }).document
}

interface Product {
  readonly name: unknown
  readonly shopId: number
}

/** The products that a server counts: those that are there, that were created, that a shop has had first, or those of all shops. */
type Counts = 'right' | 'created' | 'first' | 'all'

function createShops(counts: Counts): (request: Request) => Promise<Response> {
  const kept = { shops: new Map<number, { name: unknown }>(), products: new Map<number, Product>() }
  const created: { readonly id: number; readonly shopId: number }[] = []
  let last = 0
  const countOf = (id: number): number => {
    const there = [...kept.products].map(([key, { shopId }]) => ({ id: key, shopId }))
    if (counts === 'all') return there.length
    if (counts === 'created') return created.filter(({ shopId }) => shopId === id).length
    if (counts === 'first') return created.filter((one) => one.shopId === id && kept.products.has(one.id)).length
    return there.filter(({ shopId }) => shopId === id).length
  }
  return async (request) => {
    const [, name, id] = new URL(request.url).pathname.split('/')
    if (name !== 'shops' && name !== 'products') return new Response(null, { status: 404 })
    const members = kept[name]
    const shown = (key: number): object => ({
      ...members.get(key),
      id: key,
      ...(name === 'shops' ? { productCount: countOf(key) } : {}),
    })
    if (id !== undefined && !members.has(Number(id))) return new Response(null, { status: 404 })
    if (request.method === 'DELETE') return new Response(null, { status: members.delete(Number(id)) ? 204 : 404 })
    if (request.method === 'GET')
      return Response.json(id === undefined ? [...members.keys()].map(shown) : shown(Number(id)))
    const sent: unknown = await request.json()
    if (!isObject(sent) || (name === 'products' && !kept.shops.has(Number(sent['shopId']))))
      return new Response(null, { status: 422 })
    if (id === undefined) last += 1
    const key = id === undefined ? last : Number(id)
    if (name === 'shops') kept.shops.set(key, { name: sent['name'] })
    else kept.products.set(key, { name: sent['name'], shopId: Number(sent['shopId']) })
    if (name === 'products' && id === undefined) created.push({ id: key, shopId: Number(sent['shopId']) })
    return Response.json(shown(key), { status: id === undefined ? 201 : 200 })
  }
}

const [NAMED, SAID] = [
  'productCount: { type: integer, readOnly: true }',
  "productCount: { type: integer, readOnly: true, description: 'The number of products in the shop.' }",
]

test.each<[Counts, string, string]>([
  ['right', SAID, 'pass'],
  ['created', SAID, 'fail'],
  ['first', SAID, 'fail'],
  ['all', SAID, 'fail'],
  ['created', NAMED, 'warn'],
])('a server whose count of products is %s, where the shop has %s: %s', async (counts, count, status) => {
  const law = 'law.counts-follow-members[product]'
  // A number that is late may follow: the run waits, and the test does not.
  const report = await fireAt(documentWith(count), createShops(counts), {
    selects: (id) => id === law,
  })
  expect(report.results.find(({ id }) => id === law)?.status).toBe(status)
})
