import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { isObject } from '../../json/pointer.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Shops whose patches state no properties, and whose creates take a flag that no read shows. Azure's list says that no update changes the city. */
const SHOPS = `openapi: 3.0.3
info: { title: shops, version: '1' }
paths:
  /shops:
    get: { operationId: listShops, responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Shop' } } } } } } }
    post:
      operationId: createShop
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/NewShop' } } } }
      responses: { '201': &one { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Shop' } } } }, '422': &no { description: refused } }
  /shops/{shopId}:
    parameters: [ { name: shopId, in: path, required: true, schema: { type: integer } } ]
    get: { operationId: readShop, responses: { '200': *one, '404': *no } }
    put: { operationId: replaceShop, requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/NewShop' } } } }, responses: { '200': *one, '404': *no, '409': *no, '422': *no } }
    patch:
      operationId: patchShop
      requestBody: { required: true, content: { application/merge-patch+json: { schema: { type: object } }, application/json-patch+json: { schema: { type: array, items: { type: object, properties: { op: { type: string }, path: { type: string }, value: {} } } } } } }
      responses: { '200': *one, '404': *no, '409': *no, '422': *no }
    delete: { operationId: deleteShop, responses: { '204': *no, '404': *no } }
components:
  schemas:
    NewShop:
      type: object
      required: [ name, city ]
      properties: { name: { type: string }, city: { type: string, x-ms-mutability: [ read, create ] }, motto: { type: string }, floor: { type: string }, isFirst: { type: boolean } }
    Shop:
      type: object
      required: [ id, name, city ]
      properties: { id: { type: integer, readOnly: true }, name: { type: string }, city: { type: string }, motto: { type: string }, floor: { type: string } }
`

const { document } = readWritten({ 'shops.yaml': SHOPS })

const ABOUT =
  /law\.(?:update-|merge-leaves|null-removes|patch-removes|failed-patch|immutable-values|replace-drops|read-equals|delete)/

type Fault = 'none' | 'city-changes' | 'patch-resets' | 'null-is-kept'
type Shop = Readonly<Record<string, unknown>>

async function fire(fault: Fault) {
  const shops = new Map<number, Shop>()
  let last = 0
  const report = await fireAt(
    document,
    async (request) => {
      const { method } = request
      const id = new URL(request.url).pathname.split('/')[2]
      const shop = shops.get(Number(id))
      if (id !== undefined && shop === undefined) return new Response(null, { status: 404 })
      if (method === 'DELETE') return new Response(null, { status: shops.delete(Number(id)) ? 204 : 404 })
      if (method === 'GET') return Response.json(shop ?? [...shops.values()])
      const sent: unknown = await request.json().catch(() => undefined)
      const isMerge = request.headers.get('content-type')?.includes('merge-patch') === true
      if (isMerge && !isObject(sent)) return new Response(null, { status: 422 })
      const changed = shop === undefined || method === 'PUT' ? sent : patched(shop, sent, fault)
      if (!isShop(changed, method)) return new Response(null, { status: 422 })
      const { isFirst: _, ...rest } = changed
      if (shop !== undefined && rest['city'] !== shop['city'] && fault !== 'city-changes')
        return new Response(null, { status: 409 })
      const own = shop === undefined ? (last += 1) : Number(id)
      shops.set(own, { ...rest, id: own })
      return Response.json(shops.get(own), { status: shop === undefined ? 201 : 200 })
    },
    { selects: (id) => ABOUT.test(id) },
  )
  const passed = report.results.flatMap(({ id, status }) => (status === 'pass' ? [id] : []))
  return { failed: told(report).filter((one) => one.startsWith('fail')), passed, held: shops.size }
}

function patched(shop: Shop, sent: unknown, fault: Fault): unknown {
  const { id: _, ...before } = shop
  if (isObject(sent)) {
    const all = { ...(fault === 'patch-resets' ? { name: before['name'], city: before['city'] } : before), ...sent }
    return Object.fromEntries(
      Object.entries(all).map(([name, value]) => [
        name,
        value ?? (fault === 'null-is-kept' ? before[name] : undefined),
      ]),
    )
  }
  const changes: readonly unknown[] = Array.isArray(sent) ? (sent as unknown[]) : [undefined]
  const now: Record<string, unknown> = before
  for (const change of changes) {
    const { op, path, value } = isObject(change) ? change : {}
    const name = String(path).slice(1)
    const isKnown = NAMES.has(name) && path === `/${name}` && /^(?:add|replace|remove|test)$/.test(String(op))
    if (!isKnown || typeof op !== 'string' || (op === 'test' && now[name] !== value)) return undefined
    now[name] = op === 'remove' ? undefined : value
  }
  return now
}

const NAMES = new Set(['name', 'city', 'motto', 'floor'])

function isShop(shop: unknown, method: string): shop is Shop {
  if (!isObject(shop) || typeof shop['name'] !== 'string' || typeof shop['city'] !== 'string') return false
  return Object.entries(shop).every(([name, value]) => {
    if (name === 'isFirst') return method !== 'PATCH' && typeof value === 'boolean'
    return !NAMES.has(name) || value === undefined || typeof value === 'string'
  })
}

test('a patch without a schema of its own has the properties that a read shows', async () => {
  const { failed, passed, held } = await fire('none')
  for (const law of [
    'update-shows',
    'merge-leaves-the-rest',
    'null-removes',
    'patch-removes',
    'failed-patch-changes-nothing',
    'immutable-values-stay',
    'update-is-listed',
  ])
    expect(passed).toContain(`law.${law}[shop]`)
  expect([failed, held]).toEqual([[], 0])
})

test.each<[Fault, string]>([
  ['city-changes', 'fail law.immutable-values-stay[shop]'],
  ['patch-resets', 'fail law.merge-leaves-the-rest[shop]'],
  ['null-is-kept', 'fail law.null-removes[shop]'],
])('shops with the fault %s are told: %s', async (fault, line) => {
  expect((await fire(fault)).failed).toContain(line)
})
