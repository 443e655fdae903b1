import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { fireAt } from './fire-at.test-support.ts'

const kind = (name: string): string =>
  `${name}: { type: object, required: [ type, ${name}Size ], properties: { type: { const: ${name} }, ${name}Size: { type: integer, minimum: 1 } } }`

/** Slots of three kinds, one of each: the key in the path is the kind. */
const DOCUMENT = `openapi: 3.1.0
info: { title: slots, version: '1' }
paths:
  /slots:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: &slot { oneOf: [ { $ref: '#/components/schemas/red' }, { $ref: '#/components/schemas/green' }, { $ref: '#/components/schemas/blue' } ], discriminator: { propertyName: type } } } } } } } }
  /slots/{type}:
    parameters: [ { name: type, in: path, required: true, schema: { enum: [ red, green, blue ] } } ]
    get: { responses: { '200': &one { description: one, content: { application/json: { schema: *slot } } }, '404': &no { description: none } } }
    post: { requestBody: { required: true, content: { application/json: { schema: *slot } } }, responses: { '201': *one, '400': *no, '409': *no } }
    put: { requestBody: { required: true, content: { application/json: { schema: *slot } } }, responses: { '200': *one, '400': *no, '404': *no } }
    delete: { responses: { '204': *no, '404': *no } }
components:
  schemas:
    ${['red', 'green', 'blue'].map(kind).join('\n    ')}
`

test('a kind of member that is refused is not made of another kind', async () => {
  const store = new Map<string, unknown>()
  const created: string[] = []
  const { document } = readWritten({ 'slots.yaml': DOCUMENT })
  const handle = async (request: Request): Promise<Response> => {
    const [, , type = ''] = new URL(request.url).pathname.split('/')
    if (type === '') return Response.json([...store.values()])
    if (request.method === 'POST') {
      created.push(type)
      if (type === 'blue') return Response.json({}, { status: 400 })
      if (store.has(type)) return Response.json({}, { status: 409 })
    } else if (!store.has(type)) return Response.json({}, { status: 404 })
    if (request.method === 'DELETE') return new Response(null, { status: store.delete(type) ? 204 : 404 })
    if (request.method === 'GET') return Response.json(store.get(type))
    store.set(type, await request.json())
    return Response.json(store.get(type), { status: request.method === 'POST' ? 201 : 200 })
  }
  const report = await fireAt(document, handle, { selects: (id) => id.startsWith('law.update-shows[') })
  expect(report.results.map(({ status, reason }) => reason ?? status)).toEqual(['pass'])
  expect(created).toEqual(['red', 'green', 'blue'])
})
