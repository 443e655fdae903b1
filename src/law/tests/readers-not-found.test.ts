import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { fireAt } from './fire-at.test-support.ts'

/** Teas whose writes document these refusals. */
const documentOf = (refusals: string) =>
  readWritten({
    'teas.yaml': `openapi: 3.1.0
info: { title: teas, version: '1' }
security: [ { key: [] } ]
paths:
  /teas:
    post: { requestBody: { required: true, content: { application/json: { schema: &tea { $ref: '#/components/schemas/Tea' } } } }, responses: { '201': &one { description: one, content: { application/json: { schema: *tea } } }, ${refusals} } }
  /teas/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: string } } ]
    get: { responses: { '200': *one, '404': { description: none } } }
    delete: { responses: { '204': { description: gone }, ${refusals} } }
components:
  securitySchemes: { key: { type: http, scheme: bearer } }
  schemas: { Tea: { type: object, required: [ name ], properties: { id: { type: string, readOnly: true }, name: { type: string } } } }
`,
  }).document

/** The status of the law where writes of a reader are answered 404. */
async function statusOf(refusals: string): Promise<string | undefined> {
  const teas = new Map<string, unknown>()
  let next = 0
  const report = await fireAt(
    documentOf(refusals),
    async (request) => {
      const id = new URL(request.url).pathname.split('/')[2]
      const isReader = request.headers.get('authorization') === 'Bearer the-token-of-the-reader'
      if (isReader && request.method !== 'GET') return Response.json({}, { status: 404 })
      if (id === undefined) {
        const tea = { ...((await request.json()) as object), id: `t${(next += 1)}` }
        teas.set(tea.id, tea)
        return Response.json(tea, { status: 201 })
      }
      const found = teas.get(id)
      if (found === undefined) return Response.json({}, { status: 404 })
      if (request.method === 'DELETE') return new Response(null, { status: teas.delete(id) ? 204 : 404 })
      return Response.json(found)
    },
    {
      principals: { owner: { bearer: 'the-token-of-the-owner' }, reader: { bearer: 'the-token-of-the-reader' } },
      selects: (id) => id === 'law.readers-do-not-write[tea]',
    },
  )
  return report.results.find(({ id }) => id === 'law.readers-do-not-write[tea]')?.status
}

test.each([
  ["'403': { description: forbidden }, '404': { description: none }", 'fail'],
  ["'401': { description: no token }, '404': { description: not found or the user lacks the permission }", 'pass'],
  ["'404': { description: none }", 'pass'],
])('a reader who finds nothing to write, where the document has %s: %s', async (refusals, status) => {
  expect(await statusOf(refusals)).toBe(status)
})
