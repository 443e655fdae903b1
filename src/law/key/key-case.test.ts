import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { inferModel } from '../../resource/infer/infer-model.ts'
import { keyCaseOf } from './key-case.ts'

test('a resource that nothing reads has no case of its keys', () => {
  const { document } = readWritten({
    'notes.yaml': `openapi: 3.1.0
info: { title: notes, version: '1' }
paths:
  /notes:
    post: { requestBody: { content: { application/json: { schema: { type: object, properties: { text: { type: string } } } } } }, responses: { '201': { description: made, content: { application/json: { schema: { type: object, properties: { id: { type: string } } } } } } } }
  /notes/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: string }, description: Case does not matter. } ]
    delete: { responses: { '204': { description: gone } } }
`,
  })
  const note = inferModel(document).resources['note']
  expect(note?.key.parameters).toEqual(['id'])
  expect(note && keyCaseOf(note, document)).toBeUndefined()
})
