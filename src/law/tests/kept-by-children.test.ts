import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { isObject } from '../../json/pointer.ts'
import { inferModel } from '../../resource/infer/infer-model.ts'
import { parentMustStay } from '../refusal/evidence-of-references.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Shelves with books, whose delete is refused as a description says. */
function documentOf(refusal: string, description = '') {
  return readWritten({
    'shelves.yaml': `openapi: 3.1.0
info: { title: shelves, version: '1' }
paths:
  /shelves:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: &shelf { $ref: '#/components/schemas/Shelf' } } } } } } }
    post: { requestBody: { required: true, content: { application/json: { schema: *shelf } } }, responses: { '201': { description: made, content: { application/json: { schema: *shelf } } } } }
  /shelves/{shelfId}:
    parameters: [ &id { name: shelfId, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': { description: one, content: { application/json: { schema: *shelf } } }, '404': { description: none } } }
    delete: { description: '${description}', responses: { '204': { description: gone }, '400': { description: '${refusal}' }, '404': { description: none } } }
  /shelves/{shelfId}/books:
    parameters: [ *id ]
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: &book { $ref: '#/components/schemas/Book' } } } } } } }
    post: { requestBody: { required: true, content: { application/json: { schema: *book } } }, responses: { '201': { description: made, content: { application/json: { schema: *book } } } } }
  /shelves/{shelfId}/books/{bookId}:
    parameters: [ *id, { name: bookId, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': { description: one, content: { application/json: { schema: *book } } }, '404': { description: none } } }
    delete: { responses: { '204': { description: gone }, '404': { description: none } } }
components:
  schemas:
    Shelf: { type: object, required: [ name ], properties: { id: { type: integer, readOnly: true }, name: { type: string } } }
    Book: { type: object, required: [ title ], properties: { id: { type: integer, readOnly: true }, title: { type: string } } }
`,
  }).document
}

/** A server of shelves that refuses to delete one with books, or does it. */
function createShelves(refuses: boolean) {
  const store = new Map<string, object>()
  let last = 0
  const answer = async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url)
    const body: unknown = await request.json().catch(() => undefined)
    const below = [...store].filter(([path]) => path.startsWith(`${pathname}/`))
    const isList = pathname.endsWith('s')
    if (isList && request.method === 'GET') {
      const items = below.filter(([path]) => !path.slice(pathname.length + 1).includes('/'))
      return Response.json(items.map(([, one]) => one))
    }
    if (isList && isObject(body)) {
      last += 1
      store.set(`${pathname}/${last}`, { ...body, id: last })
      return Response.json({ ...body, id: last }, { status: 201 })
    }
    if (!store.has(pathname)) return new Response(null, { status: 404 })
    if (request.method !== 'DELETE') return Response.json(store.get(pathname))
    if (refuses && below.length > 0) return new Response(null, { status: 400 })
    for (const path of [pathname, ...below.map(([one]) => one)]) store.delete(path)
    return new Response(null, { status: 204 })
  }
  return { answer, held: () => [...store.keys()] }
}

const selects = (id: string): boolean => id.startsWith('law.named-member-stays')

test.each([
  [true, []],
  [false, ['fail law.named-member-stays[book]']],
])('shelves whose delete is refused as long as a book references them: %s', async (refuses, expected) => {
  const { answer, held } = createShelves(refuses)
  const report = await fireAt(documentOf('a book references this shelf'), answer, { selects })
  expect([told(report), held()]).toEqual([expected, []])
})

test.each([
  ['The shelf still has books.', 'shelf'],
  ['The shelf still has open books.', undefined],
  ['The id is no number.', undefined],
])('a delete that is refused because "%s" keeps %s', (refusal, expected) => {
  const document = documentOf(refusal)
  const model = inferModel(document)
  const book = model.resources['book']
  expect(book === undefined ? 'no book' : parentMustStay(book, { model, document })?.name).toBe(expected)
})

test.each([
  ['A shelf that still has books is not deleted (400).', 'shelf'],
  ['A shelf that still has open books is not deleted (400).', undefined],
  ['Deletes the shelf and the books that it still has.', undefined],
])('a delete of which the text says "%s" keeps %s', (description, expected) => {
  const document = documentOf('The shelf is in use.', description)
  const model = inferModel(document)
  const book = model.resources['book']
  expect(book === undefined ? 'no book' : parentMustStay(book, { model, document })?.name).toBe(expected)
})
