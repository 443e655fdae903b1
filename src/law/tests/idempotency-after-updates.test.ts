import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { createCrud } from './crud.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

const { document } = readWritten({
  'orders.yaml': `openapi: 3.1.0
info: { title: orders, version: '1' }
paths:
  /orders:
    post:
      parameters: [ { name: Idempotency-Key, in: header, schema: { type: string } } ]
      requestBody: { required: true, content: { application/json: { schema: &order { $ref: '#/components/schemas/Order' } } } }
      responses: { '201': &one { description: one, content: { application/json: { schema: *order } } }, '422': &no { description: no } }
  /orders/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    put: { requestBody: { required: true, content: { application/json: { schema: *order } } }, responses: { '200': *one, '404': *no, '422': *no } }
    delete: { responses: { '204': *no, '404': *no } }
components:
  schemas:
    Order: { type: object, required: [ item ], properties: { id: { type: integer, readOnly: true }, item: { type: string, minLength: 1 } } }
`,
})

/** What a server does with the key of an order that an update has changed. */
type After = 'keeps it' | 'forgets it' | 'refuses it'

async function fire(after: After): Promise<readonly string[]> {
  const { answer, held } = createCrud({
    path: '/orders',
    isValid: ({ item }) => typeof item === 'string' && item !== '',
    updated: { PUT: (_, body) => body },
  })
  const made = new Map<string, Response>()
  const changed = new Set<string>()
  const handle = async (request: Request): Promise<Response> => {
    const key = request.method === 'POST' ? request.headers.get('idempotency-key') : null
    if (key !== null && changed.has(key) && after === 'refuses it') return new Response(null, { status: 422 })
    const known = key === null || (changed.has(key) && after === 'forgets it') ? undefined : made.get(key)
    if (known !== undefined) return known.clone()
    const answered = await answer(request)
    if (key !== null && answered.ok) made.set(key, answered.clone())
    if (request.method === 'PUT' && answered.ok) for (const one of made.keys()) changed.add(one)
    return answered
  }
  const report = await fireAt(document, handle, { selects: (id) => id === LAW })
  expect(held()).toEqual([])
  return told(report)
}

const LAW = 'law.idempotency-key-is-heeded[order]'

test.each<[After, readonly string[]]>([
  ['keeps it', []],
  ['refuses it', []],
  ['forgets it', [`fail ${LAW}`]],
])('the key of a changed order, where the server %s', async (after, found) => {
  expect(await fire(after)).toEqual(found)
})
