import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Documents of any content, which an answer shows beside their random keys. */
const { document } = readWritten({
  'docs.yaml': `openapi: 3.1.0
info: { title: docs, version: '1' }
paths:
  /docs:
    post: { requestBody: &body { required: true, content: { application/json: { schema: { type: object, additionalProperties: true } } } }, responses: { '201': { description: made, content: { application/json: { schema: { $ref: '#/components/schemas/Made' } } } }, '400': &no { description: no } } }
  /docs/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: string } } ]
    get: { responses: { '200': { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Doc' } } } }, '404': *no } }
    put: { requestBody: *body, responses: { '200': { description: put, content: { application/json: { schema: { $ref: '#/components/schemas/Made' } } } }, '404': *no } }
    delete: { responses: { '200': { description: gone }, '404': *no } }
components:
  schemas:
    Made: { type: object, required: [ _id, result ], properties: { _id: { type: string }, result: { type: string } } }
    Doc: { type: object, required: [ _id, _source ], properties: { _id: { type: string }, _source: { type: object, additionalProperties: true } } }
`,
})

test('a content may have a property with the name of the key', async () => {
  const docs = new Map<string, unknown>()
  const report = await fireAt(
    document,
    async (request) => {
      const own = new URL(request.url).pathname.split('/')[2]
      if (own !== undefined && request.method !== 'PUT' && !docs.has(own)) return new Response(null, { status: 404 })
      if (request.method === 'GET') return Response.json({ _id: own, _source: docs.get(own ?? '') })
      if (request.method === 'DELETE') return new Response(null, { status: docs.delete(own ?? '') ? 200 : 404 })
      const id = own ?? randomBytes(12).toString('hex')
      docs.set(id, await request.json())
      return Response.json({ _id: id, result: 'done' }, { status: own === undefined ? 201 : 200 })
    },
    { selects: (id) => id === 'law.keys-stay[doc]' || id === 'law.update-shows[doc]', level: 'should' },
  )
  expect(report.results.find(({ id }) => id === 'law.update-shows[doc]')?.status).toBe('pass')
  expect(told(report)).toEqual([])
})
