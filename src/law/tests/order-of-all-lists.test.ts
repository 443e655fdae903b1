import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { createCrud } from './crud.test-support.ts'
import { fireAt } from './fire-at.test-support.ts'

const { document } = readWritten({
  'songs.yaml': `openapi: 3.1.0
info: { title: songs, version: '1', description: 'Songs. **Lists** are sorted by creation, the newest first.' }
paths:
  /songs:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: &song { $ref: '#/components/schemas/Song' } } } } } } }
    post:
      requestBody: { required: true, content: { application/json: { schema: *song } } }
      responses: { '201': &one { description: one, content: { application/json: { schema: *song } } }, '422': &no { description: refused } }
  /songs/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    delete: { responses: { '204': { description: gone }, '404': *no } }
components:
  schemas: { Song: { type: object, required: [ title ], properties: { id: { type: integer, readOnly: true }, title: { type: string } } } }
`,
})

test.each([
  ['the newest first', true, 'pass'],
  ['the oldest first', false, 'fail'],
])('songs with %s', async (_, isFalling, status) => {
  const { answer } = createCrud({
    path: '/songs',
    isValid: ({ title }) => typeof title === 'string',
    updated: {},
    before: ({ method, url }, store) => {
      if (method !== 'GET' || !url.endsWith('/songs') || !isFalling) return undefined
      return Response.json([...store.values()].toReversed())
    },
  })
  const report = await fireAt(document, answer, { selects: (id) => id === 'law.lists-keep-their-order[song]' })
  expect(report.results.map((one) => one.status)).toEqual([status])
})
