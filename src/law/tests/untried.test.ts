import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { createCrud } from './crud.test-support.ts'
import { fireAt } from './fire-at.test-support.ts'

/** Dials with one number that is never empty. */
const { document } = readWritten({
  'dials.yaml': `
openapi: 3.1.0
info: { title: Dials, version: 1.0.0 }
paths:
  /dials:
    get: { responses: { '200': { content: { application/json: { schema: { type: array, items: &dial { $ref: '#/components/schemas/Dial' } } } } } } }
    post:
      requestBody: { content: { application/json: { schema: *dial } } }
      responses: { '201': &one { content: { application/json: { schema: *dial } } } }
  /dials/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
    get: { responses: { '200': *one } }
    put: { requestBody: { content: { application/json: { schema: *dial } } }, responses: { '200': *one } }
    delete: { responses: { '204': {} } }
components:
  schemas:
    Dial: { type: object, required: [level], properties: { id: { type: integer, readOnly: true }, level: { type: integer, minimum: 1, maximum: 90 } } }
`,
})

test('a law that has nothing to send says so, and tells of no refusal', async () => {
  const { answer } = createCrud({
    path: '/dials',
    isValid: ({ level }) => Number.isInteger(level),
    updated: { PUT: (_, body) => body },
  })
  const laws = /empty-values-are-stored|unique-values-stay-unique/
  const report = await fireAt(document, answer, { selects: (id) => laws.test(id) })
  expect(report.results.map(({ status, reason }) => [status, reason])).toEqual([
    ['skip', 'no property of an update takes an empty value'],
    [
      'skip',
      'the contract does not say which property of a member is unique, and a body has no required text at its top that may be unique',
    ],
  ])
})
