import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { createCrud, type Values } from './crud.test-support.ts'
import { fireAt } from './fire-at.test-support.ts'

const { document } = readWritten({
  'posts.yaml': `openapi: 3.1.0
info: { title: posts, version: '1' }
paths:
  /posts:
    post:
      requestBody: { required: true, content: { application/json: { schema: &body { type: object, required: [ text ], properties: { text: { type: string } } } } } }
      responses: { '201': &one { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Post' } } } }, '422': &no { description: refused } }
  /posts/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    put: { requestBody: { required: true, content: { application/json: { schema: *body } } }, responses: { '200': *one, '404': *no, '422': *no } }
    delete: { responses: { '204': { description: gone }, '404': *no } }
components:
  schemas:
    Post:
      type: object
      required: [ id, text, edited ]
      properties: { id: { type: integer, readOnly: true }, text: { type: string }, edited: { type: boolean, readOnly: true }, stage: { type: string, enum: [ draft, revised ], readOnly: true } }
`,
})

const made = ({ text }: Values): Values => ({ text, edited: false, stage: 'draft' })
const changed = ({ text }: Values): Values => ({ text, edited: true, stage: 'revised' })

test.each<[string, string, Partial<Record<'created' | 'put', (body: Values) => Values>>]>([
  ['sets a flag by each update', 'pass', {}],
  ['takes a flag from an update', 'fail', { put: (body) => ({ ...changed(body), ...body }) }],
  ['takes a flag from a create', 'fail', { created: (body) => ({ ...made(body), ...body }) }],
])('a server that %s: %s', async (_, status, { created = made, put = changed }) => {
  const { answer } = createCrud({
    path: '/posts',
    isValid: ({ text }) => typeof text === 'string',
    created,
    updated: { PUT: (_before, body) => put(body) },
  })
  const report = await fireAt(document, answer, { selects: (id) => id === 'law.server-values-stay[post]' })
  expect(report.results.map((one) => one.status)).toEqual([status])
})
