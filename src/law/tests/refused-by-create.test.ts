import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { createCrud, type Values } from './crud.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Books, and notes about one of them. The update of a note has some responses, and a body of its own. */
function documentWith(responses: string, body = '*body'): ReturnType<typeof readWritten>['document'] {
  return readWritten({
    'notes.yaml': `openapi: 3.1.0
info: { title: notes, version: '1' }
paths:
  /books:
    post: { requestBody: &named { required: true, content: { application/json: { schema: { type: object, required: [ name ], properties: { name: &text { type: string, minLength: 1, maxLength: 40 } } } } } }, responses: { '201': &book { description: one, content: { application/json: { schema: { type: object, properties: { id: { type: integer, readOnly: true }, name: *text } } } } }, '422': &no { description: refused } } }
  /books/{id}:
    parameters: &id [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *book, '404': *no } }
    delete: { responses: { '204': { description: gone }, '404': *no } }
  /notes:
    post: { requestBody: &body { required: true, content: { application/json: { schema: { type: object, required: [ title, bookId ], properties: { title: *text, bookId: { type: integer }, size: { type: integer, maximum: 90 } } } } } }, responses: { '201': &note { description: one, content: { application/json: { schema: { type: object, properties: { id: { type: integer, readOnly: true }, title: *text, bookId: { type: integer }, size: { type: integer } } } } } }, '422': *no } }
  /notes/{id}:
    parameters: *id
    get: { responses: { '200': *note, '404': *no } }
    put: { requestBody: ${body}, responses: { '200': *note, '404': *no, ${responses} } }
    delete: { responses: { '204': { description: gone }, '404': *no } }
`,
  }).document
}

/** A body of the update that takes greater sizes than that of the create. */
const WIDER =
  '{ required: true, content: { application/json: { schema: { type: object, required: [ title, bookId ], properties: { title: *text, bookId: { type: integer }, size: { type: integer, maximum: 900 } } } } } }'

type Fault = 'any-book' | 'any-title' | 'ignores-book' | 'any-size'

const isText = (text: unknown): boolean => typeof text === 'string' && text !== '' && text.length <= 40

interface More {
  /** The body of the update in the document. */
  readonly body?: string
  /** The random values of a run, beside which other laws are fired too. */
  readonly runs?: number
}

/** The findings of the law at a server of notes. */
async function toldOf(responses: string, fault?: Fault, more: More = {}): Promise<readonly string[]> {
  const books = createCrud({ path: '/books', isValid: ({ name }) => isText(name), updated: {} })
  const isRight = ({ title, bookId, size = 1 }: Values, method: string): boolean => {
    const isChange = method === 'PUT'
    const isTitle = isText(title) && ((isChange && fault === 'any-title') || String(title).trim() !== '')
    const isBook =
      Number.isInteger(bookId) &&
      ((isChange && (fault === 'any-book' || fault === 'ignores-book')) || books.held().includes(Number(bookId)))
    return isTitle && isBook && Number.isInteger(size) && Number(size) <= (isChange && fault === 'any-size' ? 900 : 90)
  }
  const notes = createCrud({
    path: '/notes',
    isValid: isRight,
    created: ({ title, bookId, size }) => ({ title, bookId, size }),
    updated: {
      PUT: (before, { title, bookId, size }) => ({
        title,
        bookId: fault === 'ignores-book' ? before['bookId'] : bookId,
        size,
      }),
    },
  })
  const handle = (request: Request): Promise<Response> =>
    (new URL(request.url).pathname.startsWith('/books') ? books : notes).answer(request)
  const { body, ...runs } = more
  const report = await fireAt(documentWith(responses, body), handle, {
    ...runs,
    selects: (id) => id === LAW || (more.runs !== undefined && id === 'law.invalid-create-is-refused[note]'),
  })
  expect([...notes.held(), ...books.held()]).toEqual([])
  expect(report.results.map(({ status }) => status)).not.toContain('skip')
  return told(report)
}

const LAW = 'law.update-refuses-what-create-refuses[note]'
const STATED = `'422': { description: refused }`

test('a server whose updates refuse what its creates refuse is right', async () => {
  expect(await toldOf(STATED)).toEqual([])
})

test('an update that takes a member which does not exist is a must where the document states a refusal', async () => {
  expect(await toldOf(STATED, 'any-book')).toEqual([`fail ${LAW}`])
  expect(await toldOf(`'409': { description: no }`, 'any-book')).toEqual([`warn ${LAW}`])
})

test('spaces alone that a create refuses are refused by an update', async () => {
  expect(await toldOf(STATED, 'any-title')).toEqual([`fail ${LAW}`])
})

test('an update that ignores the value is right', async () => {
  expect(await toldOf(STATED, 'ignores-book')).toEqual([])
})

test('a value that breaks the create alone is right in an update whose schema takes it', async () => {
  expect(await toldOf(STATED, 'any-size', { runs: 20 })).toEqual([`fail ${LAW}`])
  expect(await toldOf(STATED, 'any-size', { runs: 20, body: WIDER })).toEqual([])
})
