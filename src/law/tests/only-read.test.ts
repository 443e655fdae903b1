import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Racks with a count of their books, and a search and a state that nothing writes. */
const LIBRARY = `openapi: 3.1.0
info: { title: library, version: '1' }
security: [ { token: [] } ]
paths:
  /status:
    get: { responses: { '200': { description: state, content: { application/json: { schema: { $ref: '#/components/schemas/Status' } } } }, '401': &no { description: refused } } }
  /search:
    get:
      parameters: [ { name: word, in: query, required: true, schema: { type: string, minLength: 1, maxLength: 30 } } ]
      responses: { '200': { description: found, content: { application/json: { schema: { type: array, items: { type: string } } } } }, '400': *no, '401': *no }
  /racks:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: &rack { $ref: '#/components/schemas/Rack' } } } } }, '401': *no } }
    post:
      requestBody: { required: true, content: { application/json: { schema: *rack } } }
      responses: { '201': &one { description: one, content: { application/json: { schema: *rack } } }, '400': *no, '401': *no }
  /racks/{id}:
    parameters: &id [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '401': *no, '404': *no } }
    delete: { responses: { '204': *no, '401': *no, '404': *no } }
  /racks/{id}/books:
    parameters: *id
    get: { responses: { '200': { description: books, content: { application/json: { schema: { $ref: '#/components/schemas/Books' } } } }, '401': *no, '404': *no } }
components:
  securitySchemes: { token: { type: http, scheme: bearer } }
  schemas:
    Status: { type: object, required: [ version, uptime ], properties: { version: { type: string }, uptime: { type: integer } } }
    Books: { type: object, required: [ count ], properties: { count: { type: integer } } }
    Rack: { type: object, required: [ label ], properties: { id: { type: integer, readOnly: true }, label: { type: string, minLength: 1, maxLength: 40 } } }
`

type Difference =
  | 'searches-for-nothing'
  | 'searches-for-any-length'
  | 'states-no-version'
  | 'tells-the-state-to-all'
  | 'fails-to-search'
  | 'counts-books-of-no-rack'

function empty(status: number, headers: Record<string, string> = {}): Response {
  return new Response(null, { status, headers })
}

function search(word: string, difference?: Difference): Response {
  const isValid = word.length <= 30 || difference === 'searches-for-any-length'
  return (isValid && word !== '') || difference === 'searches-for-nothing' ? Response.json([]) : empty(400)
}

/** The handler of a library, and the requests that it has received. */
function createLibrary(difference?: Difference): {
  readonly received: string[]
  readonly answer: (request: Request) => Promise<Response>
} {
  const racks = new Map<number, object>()
  const received: string[] = []
  let uptime = 0
  let last = 0
  const rack = (id: number, { method }: Request): Response => {
    const found = racks.get(id)
    if (found === undefined) return empty(404)
    if (method === 'GET') return Response.json(found)
    return method === 'DELETE' ? empty(racks.delete(id) ? 204 : 404) : empty(405, { Allow: 'GET, DELETE' })
  }
  const collection = async (request: Request): Promise<Response> => {
    if (request.method === 'GET') return Response.json([...racks.values()])
    if (request.headers.get('content-type') !== 'application/json') return empty(415)
    const { label } = (await request.json().catch(() => ({}))) as { readonly label?: unknown }
    if (typeof label !== 'string' || label === '' || Array.from(label).length > 40) return empty(400)
    last += 1
    racks.set(last, { id: last, label })
    return Response.json(racks.get(last), { status: 201 })
  }
  return {
    received,
    async answer(request) {
      const { pathname, searchParams } = new URL(request.url)
      received.push(`${request.method} ${pathname}`)
      const isOpen = difference === 'tells-the-state-to-all' && pathname === '/status'
      if (request.headers.get('authorization') !== 'Bearer token-of-the-library' && !isOpen)
        return empty(401, { 'WWW-Authenticate': 'Bearer' })
      const [, root, id, part] = pathname.split('/')
      uptime += 1
      if (root === 'status')
        return Response.json(difference === 'states-no-version' ? { uptime } : { version: '1', uptime })
      if (root === 'search' && difference === 'fails-to-search') return empty(500)
      if (root === 'search') return search(searchParams.get('word') ?? '', difference)
      if (id === undefined) return collection(request)
      if (part === undefined) return rack(Number(id), request)
      const isThere = racks.has(Number(id)) || difference === 'counts-books-of-no-rack'
      return isThere ? Response.json({ count: 0 }) : empty(404)
    },
  }
}

const { document } = readWritten({ 'library.yaml': LIBRARY })

async function fire(difference?: Difference, mayWrite = true) {
  const { answer, received } = createLibrary(difference)
  const principals = { owner: { bearer: 'token-of-the-library' } }
  const report = await fireAt(document, answer, { principals, mayWrite: () => mayWrite })
  const passed = report.results.flatMap(({ id, status }) => (status === 'pass' ? [id] : []))
  return { told: told(report), passed, received }
}

test('a server whose state changes between two reads is not accused', async () => {
  const { told: lines, passed } = await fire()
  expect(lines).toEqual([])
  expect(passed).toEqual(
    expect.arrayContaining([
      'law.answer-keeps-to-schema[status]',
      'law.answer-keeps-to-schema[search]',
      'law.unknown-parent-is-not-found[book]',
      'law.no-credentials-are-refused[status]',
    ]),
  )
})

test('what is only read is judged in a run that may not write', async () => {
  const { told: lines, received } = await fire('states-no-version', false)
  expect(lines).toContain('fail law.answer-keeps-to-schema[status]')
  expect(received.filter((line) => line.startsWith('POST'))).toEqual([])
})

test.each<[Difference, string]>([
  ['states-no-version', 'fail law.answer-keeps-to-schema[status]'],
  ['tells-the-state-to-all', 'fail law.no-credentials-are-refused[status]'],
  ['searches-for-nothing', 'fail law.required-parameters[search]'],
  ['searches-for-any-length', 'warn law.query-bounds-are-kept[search]'],
  ['fails-to-search', 'fail law.no-server-error[search]'],
  ['counts-books-of-no-rack', 'warn law.unknown-parent-is-not-found[book]'],
])('a server that %s is told: %s', async (difference, line) => {
  expect((await fire(difference)).told).toContain(line)
})
