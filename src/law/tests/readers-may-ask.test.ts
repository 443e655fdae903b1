import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { createCrud } from './crud.test-support.ts'
import { fireAt } from './fire-at.test-support.ts'

/** Rules with an action of this description and these refusals. */
const documentOf = (description: string, refusals: string) =>
  readWritten({
    'rules.yaml': `openapi: 3.1.0
info: { title: rules, version: '1' }
security: [ { key: [] } ]
paths:
  /rules:
    post: { requestBody: { required: true, content: { application/json: { schema: &rule { $ref: '#/components/schemas/Rule' } } } }, responses: { '201': &one { description: one, content: { application/json: { schema: *rule } } }, '403': &no { description: no } } }
  /rules/{id}:
    parameters: [ &id { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    delete: { responses: { '204': { description: gone }, '403': *no, '404': *no } }
  /rules/{id}/evaluate:
    parameters: [ *id ]
    post: { description: ${description}, responses: { '200': { description: ok, content: { application/json: { schema: { type: object } } } }, '404': *no${refusals} } }
components:
  securitySchemes: { key: { type: http, scheme: bearer } }
  schemas: { Rule: { type: object, required: [ name ], properties: { id: { type: integer, readOnly: true }, name: { type: string } } } }
`,
  }).document

test.each([
  ['Evaluates the rule. Nothing is stored.', ", '403': *no", 'skip'],
  ['Evaluates the rule.', '', 'warn'],
  ['Evaluates the rule.', ", '403': *no", 'fail'],
])('an action of which the document says %j%s, and that takes a reader: %s', async (description, refusals, status) => {
  const { answer } = createCrud({
    path: '/rules',
    isValid: ({ name }) => typeof name === 'string',
    updated: {},
    before: ({ method, url, headers }) => {
      if (url.endsWith('/evaluate')) return Response.json({})
      const isReader = headers.get('authorization') === 'Bearer the-token-of-the-reader'
      return isReader && method !== 'GET' ? new Response(null, { status: 403 }) : undefined
    },
  })
  const report = await fireAt(documentOf(description, refusals), answer, {
    principals: { owner: { bearer: 'the-token-of-the-owner' }, reader: { bearer: 'the-token-of-the-reader' } },
    selects: (id) => id === 'law.readers-do-not-write[evaluate]',
  })
  expect(report.results.map((one) => one.status)).toEqual([status])
})
