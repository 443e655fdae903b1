import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { inferModel } from '../../resource/infer/infer-model.ts'
import { compareMember } from './compare-member.ts'

const BILLS = `openapi: 3.1.0
info: { title: bills, version: '1' }
paths:
  /bills:
    post:
      requestBody: { required: true, content: { application/json: { schema: &bill { $ref: '#/components/schemas/Bill' } } } }
      responses: { '201': &one { description: one, content: { application/json: { schema: *bill } } } }
  /bills/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one } }
components:
  schemas:
    Bill:
      type: object
      properties:
        id: { type: integer, readOnly: true }
        lines: { type: array, items: { $ref: '#/components/schemas/Line' } }
    Line:
      type: object
      properties:
        price: { type: string, description: "Rounded half up to two digits, and shown with two." }
        text: { type: string }
`

const { document } = readWritten({ 'bills.yaml': BILLS })
const [resource] = Object.values(inferModel(document).resources)
const operation = document.operations.find(({ method }) => method === 'GET')

test.each([
  [[{ price: '8', text: 'a' }], [{ price: '8.00', text: 'a' }], []],
  [[{ price: '8', text: 'a' }], [{ price: '8.00', text: 'b' }], ['/lines']],
  [[{ price: '8', text: 'a' }], [], ['/lines']],
])('lines %j that are shown as %j differ at %j', (sent, shown, places) => {
  if (resource === undefined || operation === undefined) throw new Error('the document has no bills')
  const problems = compareMember(
    { sent: { lines: sent }, shown: { id: 1, lines: shown }, operation },
    resource,
    document,
  )
  expect(problems.map(({ at }) => at.split('#')[1])).toEqual(places)
})
