import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { createCrud } from './crud.test-support.ts'
import { fireAt } from './fire-at.test-support.ts'

/** Maps on pages with a cursor, or with numbers and a Link header. The API has a description. */
const documentOf = ({ words, isLinked }: Pick<Serving, 'words' | 'isLinked'>) =>
  readWritten({
    'maps.yaml': `openapi: 3.1.0
info: { title: maps, version: '1', description: '${words}' }
paths:
  /maps:
    get:
      parameters:
        - { name: name, in: query, description: Only maps with this name, schema: { type: string } }
        - { name: limit, in: query, schema: { type: integer, minimum: 1, maximum: 50, default: 20 } }
        - ${isLinked ? '{ name: page, in: query, schema: { type: integer, minimum: 1, default: 1 } }' : '{ name: cursor, in: query, description: The `next_cursor` of the page before, schema: { type: string } }'}
      responses:
        '200': { description: a page${isLinked ? ', headers: { Link: { schema: { type: string } } }' : ''}, content: { application/json: { schema: ${isLinked ? '{ type: array, items: &map' : "{ type: object, required: [ data, next_cursor ], properties: { next_cursor: { type: [ string, 'null' ] }, data: { type: array, items: &map"} { $ref: '#/components/schemas/Map' } ${isLinked ? '}' : '} } }'} } } }
        '400': &no { description: refused }
    post: { requestBody: { required: true, content: { application/json: { schema: *map } } }, responses: { '201': &one { description: one, content: { application/json: { schema: *map } } }, '422': *no } }
  /maps/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    delete: { responses: { '204': { description: gone }, '404': *no } }
components: { schemas: { Map: { type: object, required: [ name ], properties: { id: { type: integer, readOnly: true }, name: { type: string } } } } }
`,
  }).document

interface Serving {
  readonly law: string
  readonly words: string
  readonly isLinked: boolean
  /** The way to a next page stands on each page. */
  readonly isEndless?: true
  /** The link to the last page is one page too far. */
  readonly isFar?: true
  /** A cursor that nobody gave is taken for the first page. */
  readonly isOpen?: true
  /** A cursor is refused with another filter than that of its list. */
  readonly isBound?: true
}

async function fire(serving: Serving): Promise<readonly string[]> {
  const { answer, held } = createCrud({
    path: '/maps',
    isValid: ({ name }) => typeof name === 'string',
    updated: {},
    before: ({ method, url }, store) => {
      const { pathname, searchParams } = new URL(url)
      if (method !== 'GET' || pathname !== '/maps') return undefined
      const size = Number(searchParams.get('limit') ?? 20)
      const cursor = /^at(\d+)$/.exec(searchParams.get('cursor') ?? 'at0')?.[1] ?? (serving.isOpen ? '0' : undefined)
      if (cursor === undefined) return new Response(null, { status: 400 })
      if (serving.isBound && searchParams.has('name') && cursor !== '0') return new Response(null, { status: 400 })
      const from = serving.isLinked ? (Number(searchParams.get('page') ?? 1) - 1) * size : Number(cursor)
      const data = [...store.values()].slice(from, from + size)
      const hasMore = from + size < store.size || (serving.isEndless === true && data.length > 0)
      if (!serving.isLinked) return Response.json({ data, next_cursor: hasMore ? `at${from + size}` : null })
      const to = (page: number, relation: string): string => `</maps?limit=${size}&page=${page}>; rel="${relation}"`
      const last = Math.ceil(store.size / size) + (serving.isFar === true ? 1 : 0)
      const links = [to(last, 'last'), ...(hasMore ? [to(from / size + 2, 'next')] : [])]
      return Response.json(data, { headers: { Link: links.join(', ') } })
    },
  })
  const report = await fireAt(documentOf(serving), answer, { selects: (id) => id === `law.${serving.law}[map]` })
  expect(held()).toEqual([])
  return report.results.map(({ status }) => status)
}

const [WALK, CURSOR] = ['walk-ends-where-it-says', 'foreign-cursors-are-refused']
const ENDS = { law: WALK, words: 'Lists answer `next_cursor`, which is null on the last page.', isLinked: false }
const LINKS = { law: WALK, words: 'In `Link`, a relation that does not exist is absent.', isLinked: true }
const REFUSES = { law: CURSOR, words: 'A cursor that the server did not give is answered 400.', isLinked: false }

const BOUND = { ...REFUSES, words: 'It is sent as `cursor` with the same filters. Any other cursor is answered 400.' }

// A law of which the document says nothing is not planned.
test.each<[string, Serving, readonly string[]]>([
  ['ends at the last page', ENDS, ['pass']],
  ['leads on from the last page', { ...ENDS, isEndless: true }, ['warn']],
  ['leads on, and says nothing of it', { ...ENDS, words: 'Maps.', isEndless: true }, []],
  ['links to no next page', LINKS, ['pass']],
  ['links to an empty page', { ...LINKS, isEndless: true }, ['warn']],
  ['links to an empty last page', { ...LINKS, words: 'Maps.', isFar: true }, ['fail']],
  ['may link to an empty next page', { ...LINKS, words: 'Maps.', isEndless: true }, ['pass']],
  ['refuses cursors of others', REFUSES, ['pass']],
  ['takes any cursor', { ...REFUSES, isOpen: true }, ['fail']],
  ['refuses cursors of other filters', { ...BOUND, isBound: true }, ['pass']],
  ['takes cursors of other filters', BOUND, ['fail']],
  ['takes any cursor, and says nothing of it', { ...REFUSES, words: 'Maps.', isOpen: true }, []],
])('a server that %s', async (_, serving, statuses) => {
  expect(await fire(serving)).toEqual(statuses)
})
