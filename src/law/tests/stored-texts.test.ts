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

test.each<[string, readonly string[], Partial<Crud> & { readonly says?: string }]>([
  ['stores all as it says', [], {}],
  ['keeps spaces of a create', [`fail ${LAW}`], { created: inUpperCase }],
  ['keeps the case', [`fail ${LAW}`], { created: trimmed }],
  ['keeps spaces of an update', [`fail ${LAW}`], { updated: { PATCH: merged } }],
  ['keeps spaces of an update that says nothing', [`warn ${LAW}`], { says: '', updated: { PATCH: merged } }],
  ['refuses spaces', [], { isValid: ({ title = '' }) => title === trimmed({ title })['title'] }],
])('a server that %s', async (_, expected, { says = SAID, ...crud }) => {
  const { answer, held } = createCrud({
    path: '/books',
    isValid: ({ title = '', code = '' }) => typeof title === 'string' && typeof code === 'string',
    created: (body) => trimmed(inUpperCase(body)),
    updated: { PATCH: (before, body) => merged(before, trimmed(body)) },
    ...crud,
  })
  const report = await fireAt(documentOf(says), answer, { selects: (id) => id === LAW })
  expect(told(report)).toEqual(expected)
  expect(held()).toEqual([])
})
