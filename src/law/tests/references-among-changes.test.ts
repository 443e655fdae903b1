import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { createCrud } from './crud.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Books, and notes about one of them, which may be moved to another book. */
const { document } = readWritten({
  'notes.yaml': `openapi: 3.1.0
info: { title: notes, version: '1' }
paths:
  /books:
    post: { requestBody: { required: true, content: { application/json: { schema: { type: object, required: [ name ], properties: { name: &text { type: string, minLength: 1, maxLength: 40 } } } } } }, responses: { '201': &book { description: one, content: { application/json: { schema: { type: object, properties: { id: { type: integer, readOnly: true }, name: *text } } } } }, '422': &no { description: refused } } }
  /books/{id}:
    parameters: &id [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *book, '404': *no } }
    delete: { responses: { '204': { description: gone }, '404': *no } }
  /notes:
    post: { requestBody: { required: true, content: { application/json: { schema: { type: object, required: [ title, bookId ], properties: { title: *text, bookId: &key { type: integer, description: 'It must exist, else the answer is 422.' } } } } } }, responses: { '201': &note { description: one, content: { application/json: { schema: { type: object, properties: { id: { type: integer, readOnly: true }, title: *text, bookId: *key } } } } }, '422': *no } }
  /notes/{id}:
    parameters: *id
    get: { responses: { '200': *note, '404': *no } }
    patch: { requestBody: { required: true, content: { application/merge-patch+json: { schema: { type: object, properties: { title: *text, bookId: *key } } } } }, responses: { '200': *note, '404': *no, '422': *no } }
    delete: { responses: { '204': { description: gone }, '404': *no } }
`,
})

const isText = (value: unknown): boolean => typeof value === 'string' && value !== ''

/** The findings at a server which looks at the book first, or which has stored the title by then. */
async function toldOf(isStoredFirst: boolean): Promise<readonly string[]> {
  const books = createCrud({ path: '/books', isValid: ({ name }) => isText(name), updated: {} })
  const isKnown = (id: unknown): boolean => books.held().includes(Number(id))
  const notes = createCrud({
    path: '/notes',
    isValid: ({ title, bookId }, method) =>
      method === 'PATCH'
        ? (title === undefined || isText(title)) && (bookId === undefined || isKnown(bookId))
        : isText(title) && isKnown(bookId),
    updated: { PATCH: (before, body) => ({ ...before, ...body }) },
    before: ({ method, url }, store, body) => {
      const id = Number(new URL(url).pathname.split('/')[2])
      const { title, bookId } = (body ?? {}) as Readonly<Record<string, unknown>>
      const held = store.get(id)
      if (method !== 'PATCH' || held === undefined || !isStoredFirst || !isText(title) || isKnown(bookId)) return
      store.set(id, { ...held, title })
      return undefined
    },
  })
  const handle = (request: Request): Promise<Response> =>
    (new URL(request.url).pathname.startsWith('/books') ? books : notes).answer(request)
  const report = await fireAt(document, handle, { selects: (id) => id === 'law.unknown-reference-is-refused[note]' })
  expect([...notes.held(), ...books.held()]).toEqual([])
  expect(report.results.map(({ status }) => status)).not.toContain('skip')
  return told(report)
}

test('an update with an unknown key that is refused has changed nothing beside it', async () => {
  expect(await toldOf(false)).toEqual([])
  expect(await toldOf(true)).toEqual(['fail law.unknown-reference-is-refused[note]'])
})
