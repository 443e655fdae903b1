import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { isObject } from '../../json/pointer.ts'
import { fireAt } from './fire-at.test-support.ts'

const collection = (name: string): string => `
  /${name}:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Pet' } } } } } } }
    post: { requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }, responses: { '201': { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }, '400': { description: refused, content: { application/json: { schema: { $ref: '#/components/schemas/Problem' } } } } } }
  /${name}/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }, '404': { description: none, content: { application/json: { schema: { $ref: '#/components/schemas/Problem' } } } } } }
    delete: { responses: { '204': { description: gone }, '404': { description: none } } }`

const { document } = readWritten({
  'pets.yaml': `openapi: 3.1.0
info: { title: pets, version: '1' }
paths:${collection('cats')}${collection('dogs')}
components:
  schemas:
    Pet: { type: object, required: [ name ], properties: { id: { type: integer, readOnly: true }, name: { type: string, minLength: 1 } } }
    Problem: { type: object, required: [ detail ], properties: { detail: { type: string } } }
`,
})

/** Takes bodies of any media type, and answers refusals with a list. */
function createPets(): (request: Request) => Promise<Response> {
  const stores = new Map<string, Map<number, object>>()
  let last = 0
  return async (request) => {
    const [, kind = '', own] = new URL(request.url).pathname.split('/')
    const store = stores.get(kind) ?? new Map<number, object>()
    stores.set(kind, store)
    const isRead = request.method === 'GET' || request.method === 'HEAD'
    if (own === undefined && isRead) return Response.json([...store.values()])
    const known = store.get(Number(own))
    if (own !== undefined && known === undefined) return Response.json({ detail: ['not there'] }, { status: 404 })
    if (isRead) return Response.json(known)
    if (request.method === 'DELETE') return new Response(null, { status: store.delete(Number(own)) ? 204 : 404 })
    const sent: unknown = await request.json().catch(() => null)
    const name = isObject(sent) ? sent['name'] : undefined
    if (typeof name !== 'string' || name === '') return Response.json({ detail: ['no name'] }, { status: 400 })
    last += 1
    store.set(last, { id: last, name })
    return Response.json(store.get(last), { status: 201 })
  }
}

test('a fault that shows at all resources is one cause, also where a refusal has another schema', async () => {
  const { causes } = await fireAt(document, createPets())
  const told = causes.filter(({ id }) => /unsupported-media-type|answer-keeps-to-schema/.test(id))
  expect(told.map(({ id, results }) => [id, results.length])).toEqual([
    ['answer-keeps-to-schema/breaks-type[Problem]', 2],
    ['unsupported-media-type/accepted', 2],
  ])
})
