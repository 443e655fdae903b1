import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { createCrud } from './crud.test-support.ts'
import { fireAt } from './fire-at.test-support.ts'

const { document } = readWritten({
  'cups.yaml': `openapi: 3.1.0
info: { title: Cups, version: '1' }
security: [ { key: [] } ]
paths:
  /cups:
    get: { responses: { '200': { content: { application/json: { schema: { type: array, items: &cup { $ref: '#/components/schemas/Cup' } } } } }, '401': {} } }
    post:
      requestBody: { content: { application/json: { schema: *cup } } }
      responses: { '201': &one { content: { application/json: { schema: *cup } } }, '401': {} }
  /cups/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '401': {} } }
    delete: { responses: { '204': {}, '401': {} } }
components:
  securitySchemes: { key: { type: http, scheme: bearer } }
  schemas: { Cup: { type: object, required: [ name ], properties: { id: { type: integer, readOnly: true }, name: { type: string } } } }
`,
})

const OWNER = 'the-token-of-the-owner'

/** A server that asks for credentials, but for a delete where `isOpen` is set. */
function serve(isOpen: boolean): (request: Request) => Promise<Response> {
  const { answer } = createCrud({ path: '/cups', isValid: ({ name }) => typeof name === 'string', updated: {} })
  return async (request) => {
    const isOwner = request.headers.get('authorization') === `Bearer ${OWNER}`
    return isOwner || (isOpen && request.method === 'DELETE') ? answer(request) : new Response(null, { status: 401 })
  }
}

test.each([
  [false, ['pass', 'pass']],
  // The second law needs a member of its own: the first has lost one.
  [true, ['fail', 'fail']],
])('deletes that nobody may send: open %s', async (isOpen, expected) => {
  const report = await fireAt(document, serve(isOpen), {
    principals: { owner: { bearer: OWNER } },
    selects: (id) => /(?:no|wrong)-credentials-are-refused/.test(id),
  })
  expect(report.results.map(({ status }) => status)).toEqual(expected)
})
