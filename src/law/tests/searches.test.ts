import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { fireAt } from './fire-at.test-support.ts'
import { createCrud } from './crud.test-support.ts'

/** Firms, with a search of its own path. */
const firms = (said: string): string => `openapi: 3.1.0
info: { title: firms, version: '1' }
paths:
  /firms:
    get: { responses: { '200': &all { description: all, content: { application/json: { schema: { type: array, items: &firm { $ref: '#/components/schemas/Firm' } } } } } } }
    post:
      requestBody: { required: true, content: { application/json: { schema: *firm } } }
      responses: { '201': &one { description: one, content: { application/json: { schema: *firm } } }, '422': &no { description: refused } }
  /firms/search:
    get:
      parameters: [ { name: name, in: query, description: '${said}', schema: { type: string } } ]
      responses: { '200': *all, '400': *no }
  /firms/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    delete: { responses: { '204': *no, '404': *no } }
components:
  schemas: { Firm: { type: object, required: [ name ], properties: { id: { type: integer, readOnly: true }, name: { type: string, minLength: 1 } } } }
`

type Search = 'matches' | 'finds-everything' | 'finds-nothing' | 'refuses'

async function fire(search: Search, said: string): Promise<string | undefined> {
  const server = createCrud({
    path: '/firms',
    isValid: ({ name }) => typeof name === 'string' && name !== '',
    updated: {},
    before: ({ url }, store) => {
      const { pathname, searchParams } = new URL(url)
      if (pathname !== '/firms/search') return undefined
      if (search === 'refuses') return new Response(null, { status: 400 })
      const wanted = searchParams.get('name')
      const all = [...store.values()]
      if (search === 'finds-nothing') return Response.json([])
      return Response.json(search === 'finds-everything' ? all : all.filter(({ name }) => name === wanted))
    },
  })
  const { document } = readWritten({ 'firms.yaml': firms(said) })
  const { results } = await fireAt(document, server.answer, { selects: (id) => id === ID })
  return results.find(({ id }) => id === ID)?.status
}

const ID = 'law.searches-show-members[firm]'
const EXACT = 'The name of the firm. The match is exact and ignores case.'

test.each<[Search, string, string]>([
  ['matches', EXACT, 'pass'],
  ['finds-everything', EXACT, 'fail'],
  ['finds-everything', 'The name.', 'warn'],
  ['finds-nothing', EXACT, 'warn'],
  ['refuses', EXACT, 'skip'],
])('a search below a list that %s, by %j: %s', async (search, said, expected) => {
  expect(await fire(search, said)).toBe(expected)
})
