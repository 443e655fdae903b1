import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { isObject } from '../../json/pointer.ts'
import { inferModel } from '../../resource/infer/infer-model.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Publishers, their books, and shelves that name a book, in the style of Google's API Improvement Proposals: members are named by their paths. */
const LIBRARY = `openapi: 3.1.0
info: { title: library, version: v1 }
paths:
  /v1/publishers:
    get: { operationId: listPublishers, responses: { '200': { description: all, content: { application/json: { schema: { type: object, properties: { publishers: { type: array, items: { $ref: '#/components/schemas/Publisher' } } } } } } } } }
    post: { operationId: createPublisher, requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Publisher' } } } }, responses: { '200': &publisher { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Publisher' } } } }, '400': &no { description: refused, content: { application/json: { schema: { $ref: '#/components/schemas/Status' } } } } } }
  /v1/publishers/{publisher}:
    parameters: &inPublisher [ { name: publisher, in: path, required: true, schema: { type: string } } ]
    get: { operationId: getPublisher, responses: { '200': *publisher, '404': *no } }
    delete: { operationId: deletePublisher, responses: { '200': { description: gone }, '404': *no } }
  /v1/publishers/{publisher}/books:
    parameters: *inPublisher
    get: { operationId: listBooks, responses: { '200': { description: all, content: { application/json: { schema: { type: object, properties: { books: { type: array, items: { $ref: '#/components/schemas/Book' } } } } } } }, '404': *no } }
    post: { operationId: createBook, parameters: [ { name: bookId, in: query, schema: { type: string, pattern: '^[a-z][a-z0-9-]{3,62}$' } } ], requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Book' } } } }, responses: { '200': &book { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Book' } } } }, '400': *no, '404': *no, '409': *no } }
  /v1/publishers/{publisher}/books/{book}:
    parameters: &inBook [ { name: publisher, in: path, required: true, schema: { type: string } }, { name: book, in: path, required: true, schema: { type: string } } ]
    get: { operationId: getBook, responses: { '200': *book, '404': *no } }
    patch: { operationId: updateBook, parameters: [ { name: updateMask, in: query, schema: { type: string } } ], requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Book' } } } }, responses: { '200': *book, '400': *no, '404': *no } }
    delete: { operationId: deleteBook, responses: { '200': { description: gone }, '404': *no } }
  /v1/publishers/{publisher}/books/{book}:archive:
    parameters: *inBook
    post: { operationId: archiveBook, responses: { '200': *book, '404': *no } }
  /v1/shelves:
    get: { operationId: listShelves, responses: { '200': { description: all, content: { application/json: { schema: { type: object, properties: { shelves: { type: array, items: { $ref: '#/components/schemas/Shelf' } } } } } } } } }
    post: { operationId: createShelf, requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Shelf' } } } }, responses: { '200': &shelf { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Shelf' } } } }, '400': *no } }
  /v1/shelves/{shelf}:
    parameters: [ { name: shelf, in: path, required: true, schema: { type: string } } ]
    get: { operationId: getShelf, responses: { '200': *shelf, '404': *no } }
    delete: { operationId: deleteShelf, responses: { '200': { description: gone }, '404': *no } }
components:
  schemas:
    Publisher: { type: object, required: [ displayName ], properties: { name: { type: string, readOnly: true, example: publishers/42 }, displayName: { type: string, minLength: 1, maxLength: 60 } } }
    Book: { type: object, required: [ title ], properties: { name: { type: string, readOnly: true, example: publishers/42/books/7 }, title: { type: string, minLength: 1, maxLength: 60 }, author: { type: string, minLength: 1, maxLength: 60 }, pages: { type: integer, minimum: 1, maximum: 20000 }, state: { enum: [ ACTIVE, ARCHIVED ], readOnly: true }, etag: { type: string, readOnly: true } } }
    Shelf: { type: object, required: [ theme ], properties: { name: { type: string, readOnly: true, example: shelves/3 }, theme: { type: string, minLength: 1, maxLength: 60 }, featuredBook: { type: string, description: The book must exist., pattern: '^publishers/[^/]+/books/[^/]+$' } } }
    Status: { type: object, required: [ error ], properties: { error: { type: object, required: [ code ], properties: { code: { type: integer, example: 404 }, message: { type: string } } } } }
`

const { document } = readWritten({ 'library.yaml': LIBRARY })

type Difference =
  | 'ignores-masks'
  | 'requires-masks'
  | 'heeds-one-name-of-a-mask'
  | 'ignores-ids'
  | 'takes-an-id-twice'
  | 'states-other-codes'
  | 'archives-in-the-answer'
  | 'keeps-etags'
  | 'takes-any-book'
type Values = Readonly<Record<string, unknown>>

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '' && Array.from(value).length <= 60
const isPages = (value: unknown): boolean => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 20_000
const BOOK_OF_SHELF = /^publishers\/[^/]+\/books\/[^/]+$/
const json = (status: number, body: unknown): Response => Response.json(body, { status })

/** A library: members by their names. */
function createLibrary(difference?: Difference) {
  const members = new Map<string, Values>()
  let last = 0
  const is = (one: Difference): boolean => difference === one
  const no = (status: number): Response => json(status, { error: { code: is('states-other-codes') ? 5 : status } })
  const rules: Readonly<Record<string, Readonly<Record<string, (value: unknown) => boolean>>>> = {
    publishers: { displayName: isText },
    books: { title: isText, author: isText, pages: isPages },
    shelves: {
      theme: isText,
      featuredBook: (value) =>
        typeof value === 'string' && BOOK_OF_SHELF.test(value) && (is('takes-any-book') || members.has(value)),
    },
  }
  const needed: Readonly<Record<string, string>> = { publishers: 'displayName', books: 'title', shelves: 'theme' }

  function valid(kind: string, sent: unknown, isPart: boolean): Values | undefined {
    if (!isObject(sent) || (!isPart && sent[needed[kind] ?? ''] === undefined)) return undefined
    const known = Object.entries(sent).filter(([name]) => rules[kind]?.[name] !== undefined)
    return known.every(([name, value]) => rules[kind]?.[name]?.(value) === true) ? Object.fromEntries(known) : undefined
  }

  function store(name: string, values: Values): Response {
    const etag = is('keeps-etags') ? 'e1' : `e${(last += 1)}`
    const whole = { ...values, name, ...(name.includes('/books/') ? { state: values['state'] ?? 'ACTIVE', etag } : {}) }
    members.set(name, whole)
    return json(200, whole)
  }

  function create(
    parent: string,
    kind: string,
    { sent, id }: { readonly sent: unknown; readonly id: string | null },
  ): Response {
    const values = valid(kind, sent, false)
    if (values === undefined || (id !== null && !/^[a-z][a-z0-9-]{3,62}$/.test(id))) return no(400)
    const key = id === null || is('ignores-ids') ? String((last += 1)) : id
    const name = `${parent}${kind}/${key}`
    return members.has(name) && !is('takes-an-id-twice') ? no(409) : store(name, values)
  }

  function update(name: string, sent: unknown, mask: string | null): Response {
    const all = valid('books', sent, true)
    if (all === undefined) return no(400)
    if (is('requires-masks') && !(mask ?? '').split(',').every((one) => Object.hasOwn(all, one))) return no(400)
    const names = mask === null || is('ignores-masks') ? Object.keys(all) : mask.split(',')
    const heeded = is('heeds-one-name-of-a-mask') ? names.slice(0, 1) : names
    const named = Object.fromEntries(Object.entries(all).filter(([one]) => heeded.includes(one)))
    return store(name, { ...members.get(name), ...named })
  }

  function archive(name: string): Response {
    if (is('archives-in-the-answer')) return json(200, { ...members.get(name), state: 'ARCHIVED' })
    return store(name, { ...members.get(name), state: 'ARCHIVED' })
  }

  function remove(name: string): Response {
    for (const one of members.keys()) if (one === name || one.startsWith(`${name}/`)) members.delete(one)
    return json(200, {})
  }

  async function handle(request: Request): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url)
    const [, path = '', verb] = /^\/v1\/([^:]*)(?::(\w+))?$/.exec(decodeURI(pathname)) ?? []
    const [, parent = '', kind = ''] = /^((?:publishers\/[^/]+\/)?)(publishers|books|shelves)$/.exec(path) ?? []
    const text = request.method === 'GET' ? '' : await request.text()
    const isJson = request.headers.get('content-type') === 'application/json'
    if (text !== '' && !isJson) return no(415)
    let sent: unknown
    try {
      sent = text === '' ? undefined : JSON.parse(text)
    } catch {
      return no(400)
    }
    if (parent !== '' && !members.has(parent.slice(0, -1))) return no(404)
    if (kind !== '' && request.method === 'POST') return create(parent, kind, { sent, id: searchParams.get('bookId') })
    if (kind !== '' && request.method === 'GET') {
      const of = new RegExp(`^${parent}${kind}/[^/]+$`)
      return json(200, { [kind]: [...members].flatMap(([name, one]) => (of.test(name) ? [one] : [])) })
    }
    if (!members.has(path)) return no(404)
    if (verb === 'archive' && request.method === 'POST' && path.includes('/books/')) return archive(path)
    if (request.method === 'GET') return json(200, members.get(path))
    if (request.method === 'DELETE') return remove(path)
    return request.method === 'PATCH' ? update(path, sent, searchParams.get('updateMask')) : no(405)
  }
  return { members, handle }
}

async function fire(difference?: Difference, library = LIBRARY) {
  const { members, handle } = createLibrary(difference)
  const text =
    difference === 'requires-masks' ? library.replace('name: updateMask, in: query,', '$& required: true,') : library
  const report = await fireAt(readWritten({ 'library.yaml': text }).document, handle)
  return { told: told(report).filter((one) => !one.includes('unsupported-methods')), held: members.size, report }
}

test('members that are named by their paths have a key at the end of it', () => {
  const { resources } = inferModel(document)
  expect(Object.values(resources).map(({ name, key: { link }, refers }) => [name, link?.value.path, refers])).toEqual([
    ['publisher', 'publishers/{publisher}', {}],
    ['shelf', 'shelves/{shelf}', { '/featuredBook': expect.objectContaining({ value: 'book' }) as unknown }],
    ['book', 'books/{book}', {}],
    ['archive', undefined, {}],
  ])
})

test('a library that conforms is not accused, and nothing stays', async () => {
  const { told: found, held, report } = await fire()
  expect([found, held]).toEqual([[], 0])
  const passed = report.results.flatMap(({ id, status }) => (status === 'pass' ? [id] : []))
  for (const id of [
    'read-equals-write[shelf]',
    'update-mask-is-kept[book]',
    'query-names-member[book]',
    'action-has-effect[archive]',
    'version-property-changes[book]',
    'unknown-reference-is-refused[shelf]',
  ])
    expect(passed).toContain(`law.${id}`)
})

test('an update that requires a mask has the names of the properties in its body', async () => {
  const { told: found, report } = await fire('requires-masks')
  expect(found).toEqual([])
  const passed = report.results.flatMap(({ id, status }) => (status === 'pass' ? [id] : []))
  for (const law of ['update-shows', 'merge-leaves-the-rest', 'update-mask-is-kept', 'version-property-changes'])
    expect(passed).toContain(`law.${law}[book]`)
})

test.each<[Difference, string]>([
  ['ignores-masks', 'fail law.update-mask-is-kept[book]'],
  ['heeds-one-name-of-a-mask', 'fail law.update-mask-is-kept[book]'],
  ['ignores-ids', 'fail law.query-names-member[book]'],
  ['takes-an-id-twice', 'fail law.query-names-member[book]'],
  ['states-other-codes', 'fail law.error-states-its-status[book]'],
  ['archives-in-the-answer', 'fail law.action-has-effect[archive]'],
  ['keeps-etags', 'warn law.version-property-changes[book]'],
  ['takes-any-book', 'fail law.unknown-reference-is-refused[shelf]'],
])('a library that %s is told: %s', async (difference, line) => {
  expect((await fire(difference)).told).toContain(line)
})

test('a required id whose description calls it unique makes no second member, where the document has no 409', async () => {
  const unique = LIBRARY.replace(
    'name: bookId, in: query,',
    "$& required: true, description: 'Required. This must be unique within the publisher.',",
  ).replace(", '404': *no, '409': *no", ", '404': *no")
  const { told: found, report } = await fire(undefined, unique)
  expect(found.filter((one) => !one.includes('status-is-documented'))).toEqual([])
  expect(report.results.find(({ id }) => id === 'law.query-names-member[book]')?.status).toBe('pass')
  expect((await fire('takes-an-id-twice', unique)).told).toContain('fail law.query-names-member[book]')
})
