import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { createCrud, type Crud, type Values } from './crud.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Books whose titles are trimmed, and whose codes are stored in upper case. */
const documentOf = (ofPatch: string): ReturnType<typeof readWritten>['document'] =>
  readWritten({
    'books.yaml': `openapi: 3.1.0
info: { title: books, version: '1' }
paths:
  /books:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Book' } } } } } } }
    post:
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/New' } } } }
      responses: { '201': &one { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Book' } } } }, '422': &no { description: refused } }
  /books/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    patch:
      description: Properties that are left out keep their values.
      requestBody: { required: true, content: { application/json: { schema: { type: object, properties: { title: { type: string, minLength: 1, description: '${ofPatch}' } } } } } }
      responses: { '200': *one, '404': *no, '422': *no }
    delete: { responses: { '204': { description: gone }, '404': *no } }
components:
  schemas:
    New:
      type: object
      required: [ title, code ]
      properties:
        title: { type: string, minLength: 1, description: Surrounding spaces are removed. }
        code: { type: string, pattern: '^[A-Za-z0-9]+$', description: The code. It is stored in upper case. }
        note: { type: string }
    Book: { type: object, required: [ id, title, code ], properties: { id: { type: integer, readOnly: true }, title: { type: string }, code: { type: string }, note: { type: string } } }
`,
  }).document

const LAW = 'law.texts-are-stored-as-stated[book]'
const SAID = 'Surrounding spaces are removed.'

const trimmed = (body: Values): Values =>
  typeof body['title'] === 'string' ? { ...body, title: body['title'].trim() } : body
const inUpperCase = (body: Values): Values => ({ ...body, code: String(body['code']).toUpperCase() })
const merged = (before: Values, body: Values): Values => ({ ...before, ...body })

test.each<[string, string, readonly string[], Partial<Crud>]>([
  ['stores all as it says', SAID, [], {}],
  ['keeps spaces of a create', SAID, [`fail ${LAW}`], { created: inUpperCase }],
  ['keeps the case', SAID, [`fail ${LAW}`], { created: trimmed }],
  ['keeps spaces of an update', SAID, [`fail ${LAW}`], { updated: { PATCH: merged } }],
  ['keeps spaces of an update that says nothing', '', [`warn ${LAW}`], { updated: { PATCH: merged } }],
  ['refuses spaces', SAID, [], { isValid: ({ title = '' }) => title === trimmed({ title })['title'] }],
])('a server that %s', async (_, ofPatch, expected, crud) => {
  const { answer, held } = createCrud({
    path: '/books',
    isValid: ({ title = '', code = '' }) => typeof title === 'string' && typeof code === 'string',
    created: (body) => trimmed(inUpperCase(body)),
    updated: { PATCH: (before, body) => merged(before, trimmed(body)) },
    ...crud,
  })
  const report = await fireAt(documentOf(ofPatch), answer, { selects: (id) => id === LAW })
  expect(told(report)).toEqual(expected)
  expect(held()).toEqual([])
})
