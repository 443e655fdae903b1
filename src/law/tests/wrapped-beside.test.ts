import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { isObject } from '../../json/pointer.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Buckets whose bodies have permissions beside the member, as in Kinto. */
const DOCUMENT = `openapi: 3.1.0
info: { title: buckets, version: '1' }
paths:
  /buckets:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: object, properties: { data: { type: array, items: { $ref: '#/components/schemas/Bucket' } } } } } } } } }
    post: { requestBody: &body { required: true, content: { application/json: { schema: { type: object, required: [ data ], properties: { data: { $ref: '#/components/schemas/NewBucket' }, permissions: { type: object, properties: { write: { type: array, items: { type: string } } } } } } } } }, responses: { '201': &one { description: one, content: { application/json: { schema: { type: object, properties: { data: { $ref: '#/components/schemas/Bucket' }, permissions: { type: object } } } } } }, '400': &no { description: refused }, '415': *no } }
  /buckets/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    put: { requestBody: *body, responses: { '200': *one, '400': *no, '404': *no } }
    delete: { responses: { '204': { description: gone }, '404': *no } }
components:
  schemas:
    NewBucket: { type: object, required: [ title ], properties: { title: { type: string, minLength: 1, maxLength: 40 } } }
    Bucket: { type: object, required: [ id, title ], properties: { id: { type: integer, readOnly: true }, title: { type: string } } }
`

const { document } = readWritten({ 'buckets.yaml': DOCUMENT })

function isTitled(data: unknown): data is { readonly title: string } {
  const title = isObject(data) ? data['title'] : undefined
  return typeof title === 'string' && title !== '' && Array.from(title).length <= 40
}

function arePermissions(permissions: unknown): boolean {
  const { write = [] } = isObject(permissions) ? permissions : { write: 0 }
  return Array.isArray(write) && write.every((one) => typeof one === 'string')
}

function createBuckets(takesAnyTitle: boolean): (request: Request) => Promise<Response> {
  const store = new Map<number, object>()
  let last = 0
  return async (request) => {
    const [, , own] = new URL(request.url).pathname.split('/')
    const isRead = request.method === 'GET' || request.method === 'HEAD'
    if (own === undefined && isRead) return Response.json({ data: [...store.values()] })
    const known = store.get(Number(own))
    if (own !== undefined && (known === undefined || String(Number(own)) !== own))
      return new Response(null, { status: 404 })
    if (isRead) return Response.json({ data: known, permissions: {} })
    if (request.method === 'DELETE') return new Response(null, { status: store.delete(Number(own)) ? 204 : 404 })
    if (request.method !== (own === undefined ? 'POST' : 'PUT'))
      return new Response(null, {
        status: 405,
        headers: { Allow: own === undefined ? 'GET, POST' : 'GET, PUT, DELETE' },
      })
    if (request.headers.get('content-type')?.includes('json') !== true) return new Response(null, { status: 415 })
    const sent: unknown = await request.json().catch(() => null)
    const { data, permissions = {} } = isObject(sent) ? sent : {}
    if (!isObject(data) || !(takesAnyTitle || isTitled(data)) || !arePermissions(permissions))
      return new Response(null, { status: 400 })
    const id = known === undefined ? (last += 1) : Number(own)
    const stored = { id, title: data['title'] }
    store.set(id, stored)
    return Response.json({ data: stored, permissions }, { status: known === undefined ? 201 : 200 })
  }
}

test.each([
  [false, []],
  [true, ['fail law.invalid-create-is-refused[bucket]', 'fail law.invalid-update-is-refused[bucket]']],
])('buckets that take any title: %s', async (takesAnyTitle, expected) => {
  const lines = told(await fireAt(document, createBuckets(takesAnyTitle)))
  expect(lines.filter((line) => line.startsWith('fail law.invalid-') || !takesAnyTitle)).toEqual(expected)
})
