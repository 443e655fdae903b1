import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { inferModel } from '../../resource/infer/infer-model.ts'
import { memberTimes } from './member-times.ts'

test('a time that never changes is one of the creation', () => {
  const { document } = readWritten({
    'guests.yaml': `openapi: 3.1.0
info: { title: guests, version: '1' }
paths:
  /guests:
    post: { requestBody: { required: true, content: { application/json: { schema: &guest { $ref: '#/components/schemas/Guest' } } } }, responses: { '201': &one { description: one, content: { application/json: { schema: *guest } } } } }
  /guests/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one } }
    delete: { responses: { '204': { description: gone } } }
components:
  schemas:
    Guest:
      type: object
      properties:
        id: { type: integer, readOnly: true }
        name: { type: string }
        joined_at: { type: string, format: date-time, readOnly: true, description: The time of the creation. It never changes. }
        seen_at: { type: string, format: date-time, readOnly: true, description: The time of the last visit }
        updated_at: { type: string, format: date-time, readOnly: true }
`,
  })
  const { guest } = inferModel(document).resources
  if (guest === undefined) throw new Error('no guests')
  expect(memberTimes({ resource: guest, document })).toMatchObject({ made: ['/joined_at'], changed: ['/updated_at'] })
})
