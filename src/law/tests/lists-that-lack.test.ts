import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { createCrud, type Values } from './crud.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

interface Shelf {
  /** The description of the pages of a book. */
  readonly description?: string
  /** The parameters of the list. */
  readonly parameters?: string
  /** The schema of the items, where it is another one than that of a read. */
  readonly item?: string
  /** True for a list without the pages of its books. `brief`: unless a flag asks for whole books. */
  readonly lacks: boolean | 'brief'
  /** The loans of a book, which reads alone show. */
  readonly loans?: number
}

const documentOf = ({ description = '', parameters = '[]', item = 'Book' }: Shelf): string => `openapi: 3.1.0
info: { title: books, version: '1' }
paths:
  /books:
    get: { parameters: ${parameters}, responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/${item}' } } } } } } }
    post: { requestBody: { required: true, content: { application/json: { schema: &book { $ref: '#/components/schemas/Book' } } } }, responses: { '201': &one { description: one, content: { application/json: { schema: *book } } }, '422': &no { description: refused } } }
  /books/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    delete: { responses: { '204': { description: gone }, '404': *no } }
components:
  schemas:
    Book: &whole { type: object, required: [ title ], properties: { id: { type: integer, readOnly: true }, title: { type: string }, pages: { type: integer, minimum: 5, description: '${description}' }, loans: { type: integer, readOnly: true } } }
    Item: *whole
`

async function fire(shelf: Shelf): Promise<readonly string[]> {
  const { document } = readWritten({ 'books.yaml': documentOf(shelf) })
  const crud = createCrud({
    path: '/books',
    isValid: ({ title, pages = 5 }) =>
      typeof title === 'string' && title !== '' && typeof pages === 'number' && pages > 4,
    updated: {},
  })
  const report = await fireAt(
    document,
    async (request) => {
      const answer = await crud.answer(request)
      if (request.method !== 'GET' || answer.status !== 200) return answer
      const shown = (await answer.json()) as Values | Values[]
      const isLess = shelf.lacks === 'brief' ? !request.url.includes('briefRepresentation=false') : shelf.lacks
      const item = (one: Values): Values => (isLess ? { ...one, pages: undefined } : one)
      return Response.json(Array.isArray(shown) ? shown.map(item) : { ...shown, loans: shelf.loans })
    },
    { level: 'should', selects: (id) => /agrees-with-read|list-holds/.test(id) },
  )
  return told(report)
}

const LAW = 'warn law.list-agrees-with-read[book]'

test.each<[string, Shelf, readonly string[]]>([
  ['shows all', { lacks: false }, []],
  ['lacks a property', { lacks: true }, [LAW]],
  ['lacks a number that reads show', { lacks: false, loans: 3 }, [LAW]],
  ['leaves out a zero', { lacks: false, loans: 0 }, []],
  ['has items of another schema', { lacks: true, item: 'Item' }, []],
  ['lacks what the document shows in reads', { lacks: true, description: 'Shown for a single book only.' }, []],
  [
    'can be asked for more',
    { lacks: true, parameters: '[ { name: expand, in: query, schema: { type: string } } ]' },
    [],
  ],
  [
    'can be asked for whole members, and lacks a property of them',
    {
      lacks: true,
      parameters: '[ { name: briefRepresentation, in: query, schema: { type: boolean, default: true } } ]',
    },
    [LAW],
  ],
  [
    'shows whole members where it is asked for them',
    {
      lacks: 'brief',
      parameters: '[ { name: briefRepresentation, in: query, schema: { type: boolean, default: true } } ]',
    },
    [],
  ],
  [
    'has a flag that leaves properties out',
    {
      lacks: true,
      parameters:
        '[ { name: lean, in: query, description: The books come without their details., schema: { type: boolean } } ]',
    },
    [],
  ],
])('a list that %s', async (_, shelf, found) => {
  expect(await fire(shelf)).toEqual(found)
})
