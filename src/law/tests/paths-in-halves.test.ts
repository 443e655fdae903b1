import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Variants that are created and deleted below a product, and read at a path of their own. */
const SHOP = `openapi: 3.1.0
info: { title: shop, version: '1' }
paths:
  /products:
    post: { requestBody: { content: { application/json: { schema: &product { $ref: '#/components/schemas/Product' } } } }, responses: { '201': &aProduct { description: one, content: { application/json: { schema: *product } } } } }
  /products/{product_id}:
    parameters: &inProduct [ { name: product_id, in: path, required: true, schema: { type: string } } ]
    get: { responses: { '200': *aProduct, '404': &no { description: no } } }
    delete: { responses: { '204': *no, '404': *no } }
  /products/{product_id}/variants:
    parameters: *inProduct
    post: { requestBody: { content: { application/json: { schema: &variant { $ref: '#/components/schemas/Variant' } } } }, responses: { '201': &aVariant { description: one, content: { application/json: { schema: *variant } } }, '404': *no } }
  /products/{product_id}/variants/{variant_id}:
    parameters: [ { name: product_id, in: path, required: true, schema: { type: string } }, { name: variant_id, in: path, required: true, schema: { type: string } } ]
    delete: { responses: { '204': *no, '404': *no } }
  /variants/{variant_id}:
    parameters: [ { name: variant_id, in: path, required: true, schema: { type: string } } ]
    get: { responses: { '200': *aVariant, '404': *no } }
    put: { requestBody: { content: { application/json: { schema: *variant } } }, responses: { '200': *aVariant, '404': *no } }
components:
  schemas:
    Product: { type: object, properties: { id: { type: string, readOnly: true }, name: { type: string } } }
    Variant: { type: object, properties: { id: { type: string, readOnly: true }, title: { type: string } } }
`

const { document } = readWritten({ 'shop.yaml': SHOP })
const LAWS = /law\.(?:read-equals-write|update-shows|deleted-is-gone|deleted-parent-takes-children)\[variant\]/

interface Member {
  readonly id: string
  readonly of: string
  readonly shown: Readonly<Record<string, unknown>>
}

/** Fires laws at the shop, in which variants may outlive their product, or updates may be lost. */
async function fire(kind: 'right' | 'keeps' | 'forgets' = 'right'): Promise<readonly string[]> {
  const members = new Map<string, Member>()
  let count = 0
  const make = (of: string, sent: Readonly<Record<string, unknown>>): Response => {
    count += 1
    const id = `m${count}`
    members.set(id, { id, of, shown: { ...sent, id } })
    return Response.json({ ...sent, id }, { status: 201 })
  }
  const remove = (key: string): Response => {
    for (const { id, of } of members.values()) if (of === key && kind !== 'keeps') members.delete(id)
    return new Response(null, { status: members.delete(key) ? 204 : 404 })
  }
  const handle = async (request: Request): Promise<Response> => {
    const [, top = '', id = '', below, key = ''] = new URL(request.url).pathname.split('/')
    const sent = (await request.json().catch(() => ({}))) as Readonly<Record<string, unknown>>
    if (id === '') return make('', sent)
    const member = members.get(id)
    if (member === undefined) return new Response(null, { status: 404 })
    if (below !== undefined) return key === '' ? make(id, sent) : remove(key)
    if (request.method === 'DELETE') return new Response(null, { status: top === 'variants' ? 405 : remove(id).status })
    if (request.method === 'PUT') {
      const shown = { ...sent, id }
      if (kind !== 'forgets') members.set(id, { ...member, shown })
      return Response.json(shown)
    }
    return Response.json(member.shown)
  }
  const report = await fireAt(document, handle, { selects: (id) => LAWS.test(id) })
  if (kind !== 'keeps') expect([report.leftBehind, members.size]).toEqual([undefined, 0])
  expect(report.results.filter(({ id, status }) => LAWS.test(id) && status === 'skip')).toEqual([])
  return told(report)
}

test('a member with halves of its operations at two paths is written, read and removed', async () => {
  expect(await fire()).toEqual([])
})

test('faults that only the operations of both paths show are found', async () => {
  expect(await fire('keeps')).toEqual(['warn law.deleted-parent-takes-children[variant]'])
  expect(await fire('forgets')).toContain('fail law.update-shows[variant]')
})
