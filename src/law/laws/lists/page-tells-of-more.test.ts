import { expect, test } from 'vitest'
import { readWritten } from '../../../document/written.test-support.ts'
import { fireAt, told } from '../../tests/fire-at.test-support.ts'

/** Stones on numbered pages, which state how many pages there are, whether one is the last, and whether more stones follow. */
const DOCUMENT = `openapi: 3.1.0
info: { title: stones, version: '1' }
paths:
  /stones:
    get:
      parameters:
        - { name: page, in: query, schema: { type: integer, minimum: 1, default: 1 } }
        - { name: size, in: query, schema: { type: integer, minimum: 1, maximum: 50, default: 20 } }
      responses:
        '200':
          description: a page
          content:
            application/json:
              schema:
                type: object
                required: [ items, hasMore, page ]
                properties:
                  items: { type: array, items: &stone { $ref: '#/components/schemas/Stone' } }
                  hasMore: { type: boolean }
                  page: { type: object, required: [ last, totalPages ], properties: { last: { type: boolean }, totalPages: { type: integer } } }
    post:
      requestBody: { required: true, content: { application/json: { schema: *stone } } }
      responses: { '201': &one { description: one, content: { application/json: { schema: *stone } } }, '400': { description: refused } }
  /stones/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': { description: none } } }
    delete: { responses: { '204': { description: gone } } }
components:
  schemas:
    Stone: { type: object, required: [ name ], properties: { id: { type: integer, readOnly: true }, name: { type: string, minLength: 1 } } }
`

const { document } = readWritten({ 'stones.yaml': DOCUMENT })

type Deviation = 'none' | 'always-more' | 'more-after-a-full-page' | 'never-last' | 'rounds-down'

function createStones(deviation: Deviation, before = 0): (request: Request) => Promise<Response> {
  const store = new Map<number, { readonly id: number; readonly name: string }>()
  let last = 0
  for (; last < before; last += 1) store.set(-last - 1, { id: -last - 1, name: `of before ${last}` })
  const pageOf = (page: number, size: number): unknown => {
    const all = [...store.values()]
    const items = all.slice((page - 1) * size, page * size)
    const hasMore = page * size < all.length
    const pages = all.length / size
    return {
      items,
      hasMore:
        deviation === 'always-more' || (deviation === 'more-after-a-full-page' ? items.length === size : hasMore),
      page: {
        last: deviation !== 'never-last' && !hasMore,
        totalPages: deviation === 'rounds-down' ? Math.floor(pages) : Math.ceil(pages),
      },
    }
  }
  return async (request) => {
    const { pathname, searchParams } = new URL(request.url)
    const [, , own] = pathname.split('/')
    const stone = store.get(Number(own))
    if (own !== undefined && stone === undefined) return Response.json({}, { status: 404 })
    if (request.method === 'DELETE') return new Response(null, { status: store.delete(Number(own)) ? 204 : 404 })
    if (request.method === 'GET' && stone !== undefined) return Response.json(stone)
    if (request.method === 'GET')
      return Response.json(pageOf(Number(searchParams.get('page') ?? 1), Number(searchParams.get('size') ?? 20)))
    const sent = (await request.json().catch(() => ({}))) as { readonly name?: unknown }
    if (typeof sent.name !== 'string' || sent.name === '') return Response.json({}, { status: 400 })
    const made = { id: (last += 1), name: sent.name }
    store.set(made.id, made)
    return Response.json(made, { status: 201 })
  }
}

const ID = 'law.page-tells-of-more[stone]'

test.each([
  ['none', []],
  ['always-more', ['wrong-more']],
  ['more-after-a-full-page', ['wrong-more']],
  ['never-last', ['wrong-last']],
  ['rounds-down', ['wrong-count']],
] as const)('pages that state whether another follows: %s', async (deviation, expected) => {
  const report = await fireAt(document, createStones(deviation), { selects: (id) => id === ID })
  const findings = report.results.flatMap((one) => one.findings)
  expect(findings.map(({ signature }) => signature)).toEqual(expected)
  expect(told(report)).toEqual(expected.map(() => `fail ${ID}`))
  expect(report.results.map(({ status }) => status)).not.toContain('skip')
})

test.each([1, 3])('a number of pages that is rounded down shows beside %i stones of others', async (before) => {
  const report = await fireAt(document, createStones('rounds-down', before), { selects: (id) => id === ID })
  expect(told(report)).toEqual([`fail ${ID}`])
  expect(told(await fireAt(document, createStones('none', before), { selects: (id) => id === ID }))).toEqual([])
})

test('a number of pages may be documented as a number', async () => {
  const other = readWritten({
    'stones.yaml': DOCUMENT.replace('totalPages: { type: integer }', 'pageCount: { type: number }'),
  })
  const handle = createStones('rounds-down')
  const renamed = async (request: Request): Promise<Response> => {
    const answer = await handle(request)
    const text = await answer.text()
    return new Response(text === '' ? null : text.replace('"totalPages"', '"pageCount"'), answer)
  }
  expect(told(await fireAt(other.document, renamed, { selects: (id) => id === ID }))).toEqual([`fail ${ID}`])
})

/** The same stones, with a link to the next page, or with cursors beside numbered pages. */
function linked(link: (more: boolean, query: URLSearchParams) => object) {
  const stones = createStones('none')
  return async (request: Request): Promise<Response> => {
    const answer = await stones(request)
    const { pathname, searchParams } = new URL(request.url)
    if (request.method !== 'GET' || pathname !== '/stones') return answer
    const page = (await answer.json()) as { readonly items: unknown; readonly hasMore: boolean }
    return Response.json({ items: page.items, ...link(page.hasMore, searchParams) })
  }
}

const TOLD = 'hasMore: { type: boolean }'
const LINKED = DOCUMENT.replace(TOLD, "next_page: { type: [ string, 'null' ] }").replace(
  'required: [ items, hasMore, page ]',
  'required: [ items ]',
)

const link = (more: boolean, query: URLSearchParams): object => ({
  next_page: more
    ? `http://stones.test/stones?size=${query.get('size')}&page=${Number(query.get('page') ?? 1) + 1}`
    : null,
})

test('a link to the next page that is null before the last one is told', async () => {
  const { document: own } = readWritten({ 'stones.yaml': LINKED })
  expect(told(await fireAt(own, linked(link), { selects: (id) => id === ID }))).toEqual([])
  const none = linked(() => ({ next_page: null }))
  expect(told(await fireAt(own, none, { selects: (id) => id === ID }))).toEqual([`warn ${ID}`])
})
