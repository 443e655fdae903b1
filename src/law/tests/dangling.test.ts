import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { createCrud, type Store } from './crud.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Books, and notes about one of them. The delete of a book has a description and responses. */
function documentWith(words: string, responses: string): ReturnType<typeof readWritten>['document'] {
  return readWritten({
    'notes.yaml': `openapi: 3.1.0
info: { title: notes, version: '1' }
paths:
  /books:
    post: { requestBody: &named { required: true, content: { application/json: { schema: { type: object, required: [ name ], properties: { name: &text { type: string, minLength: 1, maxLength: 40 } } } } } }, responses: { '201': &book { description: one, content: { application/json: { schema: { type: object, properties: { id: { type: integer, readOnly: true }, name: *text } } } } }, '422': &no { description: refused } } }
  /books/{id}:
    parameters: &id [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *book, '404': *no } }
    delete: { description: '${words}', responses: { '204': { description: gone }, '404': *no${responses} } }
  /notes:
    post: { requestBody: { required: true, content: { application/json: { schema: { type: object, required: [ title, bookId ], properties: { title: *text, bookId: &key { type: [ integer, 'null' ] } } } } } }, responses: { '201': &note { description: one, content: { application/json: { schema: { type: object, properties: { id: { type: integer, readOnly: true }, title: *text, bookId: *key } } } } }, '422': *no } }
  /notes/{id}:
    parameters: *id
    get: { responses: { '200': *note, '404': *no } }
    delete: { responses: { '204': { description: gone }, '404': *no } }
`,
  }).document
}

/** The effect of a delete of a book on the notes that name it. */
type Way = 'refuses' | 'takes' | 'clears' | 'leaves' | 'leaves-unchecked' | 'fails'

/** The findings of the law, and of that of server errors, at a server of notes. */
async function toldOf(way: Way, words = '', responses = ''): Promise<readonly string[]> {
  let notesIn: Store = new Map()
  const books = createCrud({
    path: '/books',
    isValid: ({ name }) => typeof name === 'string' && name !== '',
    updated: {},
    before: ({ method, url }) => {
      const id = Number(new URL(url).pathname.split('/')[2])
      const naming = [...notesIn].filter(([, { bookId }]) => bookId === id)
      if (method !== 'DELETE' || naming.length === 0) return undefined
      if (way === 'refuses') return new Response(null, { status: 409 })
      if (way === 'fails') return new Response(null, { status: 500 })
      for (const [key, note] of naming)
        if (way === 'takes') notesIn.delete(key)
        else if (way === 'clears') notesIn.set(key, { ...note, bookId: null })
      return undefined
    },
  })
  const notes = createCrud({
    path: '/notes',
    isValid: ({ title, bookId }) =>
      typeof title === 'string' &&
      title !== '' &&
      (bookId === null || way === 'leaves-unchecked' || books.held().includes(Number(bookId))),
    updated: {},
    before: (_, store) => {
      notesIn = store
      return undefined
    },
  })
  const handle = (request: Request): Promise<Response> =>
    (new URL(request.url).pathname.startsWith('/books') ? books : notes).answer(request)
  const report = await fireAt(documentWith(words, responses), handle, {
    selects: (id) => /^law\.(?:no-reference-dangles\[note|no-server-error\[book)/.test(id),
  })
  expect([...notes.held(), ...books.held()]).toEqual([])
  return told(report)
}

test.each<Way>(['refuses', 'takes', 'clears', 'leaves-unchecked'])('a server whose delete %s is right', async (way) => {
  expect(await toldOf(way)).toEqual([])
})

test('a key that dangles is a should, and a must where words speak of what names it', async () => {
  expect(await toldOf('leaves')).toEqual(['warn law.no-reference-dangles[note]'])
  expect(await toldOf('leaves', 'Notes about the book are detached.')).toEqual(['fail law.no-reference-dangles[note]'])
  const along = 'Deletes an existing book and all notes in it.'
  expect(await toldOf('leaves-unchecked', along)).toEqual(['fail law.no-reference-dangles[note]'])
  expect(await toldOf('takes', along)).toEqual([])
  const text = 'The notes of the book stay, and their `bookId` becomes null.'
  expect(await toldOf('leaves', text)).toEqual(['fail law.no-reference-dangles[note]'])
  expect(await toldOf('clears', text)).toEqual([])
})

test('what is only marked as deleted may be named still', async () => {
  expect(await toldOf('leaves', 'Soft-deletes the book.')).toEqual([])
})

test('a delete that succeeds is a should where the document has a conflict for it', async () => {
  expect(await toldOf('takes', '', ", '409': *no")).toEqual(['warn law.no-reference-dangles[note]'])
  expect(await toldOf('refuses', '', ", '409': *no")).toEqual([])
})

test('a server error of such a delete is told at the other resource', async () => {
  expect(await toldOf('fails')).toEqual(['fail law.no-server-error[book]'])
})
