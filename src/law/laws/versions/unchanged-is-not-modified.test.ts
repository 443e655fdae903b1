import { expect, test } from 'vitest'
import { readWritten } from '../../../document/written.test-support.ts'
import { fireAt } from '../../tests/fire-at.test-support.ts'

/** @param parts what the document says of tags at the read */
function maps(parts: {
  readonly parameters?: string
  readonly headers?: string
  readonly more?: string
  readonly deletes?: string
}): string {
  return `openapi: 3.1.0
info: { title: maps, version: '1' }
paths:
  /maps:
    post:
      requestBody: { content: { application/json: { schema: &map { $ref: '#/components/schemas/Map' } } } }
      responses: { '201': { description: one, content: { application/json: { schema: *map } } } }
  /maps/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get:
      parameters: [ ${parts.parameters ?? ''} ]
      responses: { '200': { description: one, headers: { ${parts.headers ?? ''} }, content: { application/json: { schema: *map } } }, '404': { description: none }${parts.more ?? ''} }
    delete: { parameters: [ ${parts.deletes ?? ''} ], responses: { '204': { description: gone }, '404': { description: none } } }
components:
  schemas: { Map: { type: object, required: [ name ], properties: { id: { type: integer, readOnly: true }, name: { type: string } } } }
`
}

const HEADER = 'ETag: { schema: { type: string } }'
const BOTH = maps({ headers: HEADER, more: `, '304': { description: not modified }` })

type Behaviour = 'heeds' | 'ignores' | 'new-tags' | 'weak-tags' | 'marks-compressed' | 'no-tags'

function createMaps(behaviour: Behaviour): (request: Request) => Promise<Response> {
  const store = new Map<number, object>()
  let [last, answers] = [0, 0]
  const tagOf = (request: Request, id: number): string => {
    answers += 1
    if (behaviour === 'new-tags') return `"${id}.${answers}"`
    if (behaviour === 'weak-tags') return answers % 2 === 0 ? `W/"${id}"` : `"${id}"`
    const isCompressed = behaviour === 'marks-compressed' && request.headers.get('accept-encoding') !== 'identity'
    return isCompressed ? `"${id}-gzip"` : `"${id}"`
  }
  return async (request) => {
    const id = Number(new URL(request.url).pathname.split('/')[2] ?? 0)
    if (request.method === 'POST') {
      store.set((last += 1), { ...((await request.json()) as object), id: last })
      return Response.json(store.get(last), { status: 201 })
    }
    const map = store.get(id)
    if (map === undefined) return Response.json({}, { status: 404 })
    if (request.method === 'DELETE') return new Response(null, { status: store.delete(id) ? 204 : 404 })
    const headers = behaviour === 'no-tags' ? {} : { ETag: tagOf(request, id) }
    const wanted = behaviour === 'ignores' ? undefined : request.headers.get('if-none-match')?.replace(/^W\//, '')
    return wanted === `"${id}"` ? new Response(null, { status: 304, headers }) : Response.json(map, { headers })
  }
}

const LAW = 'law.unchanged-is-not-modified[map]'

test.each<[Behaviour, string, 'pass' | 'skip' | 'warn' | 'fail']>([
  ['heeds', BOTH, 'pass'],
  ['weak-tags', BOTH, 'pass'],
  ['marks-compressed', BOTH, 'pass'],
  ['new-tags', BOTH, 'skip'],
  ['no-tags', BOTH, 'skip'],
  ['ignores', BOTH, 'fail'],
  ['ignores', maps({ parameters: '{ name: If-None-Match, in: header, schema: { type: string } }' }), 'fail'],
  ['ignores', maps({ headers: HEADER }), 'warn'],
  ['ignores', maps({ more: `, '304': { description: not modified }` }), 'warn'],
])('a server that %s, by a document', async (behaviour, text, expected) => {
  const { document } = readWritten({ 'maps.yaml': text })
  const { results } = await fireAt(document, createMaps(behaviour), { selects: (id) => id === LAW })
  expect(results.find(({ id }) => id === LAW)?.status).toBe(expected)
})

test('a document without tags has no such case', async () => {
  const { document } = readWritten({ 'maps.yaml': maps({}) })
  const other = 'law.read-equals-write[map]'
  const { results } = await fireAt(document, createMaps('ignores'), { selects: (id) => id === LAW || id === other })
  expect(results.map(({ id }) => id)).toEqual([other])
})

test.each([
  ['for writes alone', { headers: HEADER }, 'skip'],
  ['beside a 304 too', { headers: HEADER, more: `, '304': { description: not modified }` }, 'fail'],
] as const)('a tag beside If-Match is %s', async (_, parts, expected) => {
  const deletes = '{ name: If-Match, in: header, schema: { type: string } }'
  const { document } = readWritten({ 'maps.yaml': maps({ ...parts, deletes }) })
  const { results } = await fireAt(document, createMaps('ignores'), { selects: (id) => id === LAW })
  expect(results.find(({ id }) => id === LAW)?.status ?? 'skip').toBe(expected)
})
