import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { createCrud, type Values } from './crud.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Switches with properties that have defaults. */
const documentOf = (share: string): ReturnType<typeof readWritten>['document'] =>
  readWritten({
    'switches.yaml': `openapi: 3.1.0
info: { title: switches, version: '1' }
paths:
  /switches:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Switch' } } } } } } }
    post:
      requestBody: { required: true, content: { application/json: { schema: &body { $ref: '#/components/schemas/Draft' } } } }
      responses: { '201': &one { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Switch' } } } }, '422': &no { description: refused } }
  /switches/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    put: { requestBody: { required: true, content: { application/json: { schema: *body } } }, responses: { '200': *one, '404': *no, '422': *no } }
    delete: { responses: { '204': { description: gone }, '404': *no } }
components:
  schemas:
    Draft:
      type: object
      required: [ name, weight ]
      properties: &draft
        name: { type: string }
        weight: { type: integer, minimum: 0, maximum: 900 }
        share: ${share}
        open: { type: boolean, default: true }
        note: { type: string, maxLength: 40, default: none }
    Switch: { type: object, required: [ id ], properties: { id: { type: integer, readOnly: true }, <<: *draft } }
`,
  }).document

const BOUNDED = documentOf('{ type: integer, minimum: 0, maximum: 100, default: 100 }')
const OPEN = documentOf('{ type: integer, maximum: 100, default: 100 }')

const DEFAULTS: Values = { share: 100, open: true, note: 'none' }

/** A member with the default of a property in the place of each empty value of it. */
const withDefaultFor =
  (name: string) =>
  (_: Values, body: Values): Values => ({ ...DEFAULTS, ...body, [name]: body[name] || DEFAULTS[name] })

test.each<[string, string, typeof BOUNDED]>([
  ['id', 'pass', BOUNDED],
  ['share', 'fail law.empty-values-are-stored[switch]', BOUNDED],
  ['share', 'warn law.empty-values-are-stored[switch]', OPEN],
  ['open', 'fail law.empty-values-are-stored[switch]', BOUNDED],
  ['note', 'warn law.empty-values-are-stored[switch]', BOUNDED],
])('an update with an empty %s leaves its default: %s', async (name, expected, document) => {
  const { answer, held } = createCrud({
    path: '/switches',
    isValid: (body) => typeof body['name'] === 'string' && Number.isInteger(body['weight']),
    created: (body) => ({ ...DEFAULTS, ...body }),
    updated: { PUT: withDefaultFor(name) },
  })
  const report = await fireAt(document, answer, { selects: (id) => id.startsWith('law.empty-values-are-stored[') })
  const [found] = told(report)
  expect(found ?? report.results[0]?.status).toBe(expected)
  expect(held()).toEqual([])
})
