import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { createCrud } from './crud.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Notes whose list states its total only where the request asks for it; else the total is null. */
const { document } = readWritten({
  'notes.yaml': `openapi: 3.0.3
info: { title: notes, version: '1' }
paths:
  /notes:
    get:
      parameters:
        - { name: offset, in: query, schema: { type: integer, minimum: 0, default: 0 } }
        - { name: limit, in: query, schema: { type: integer, minimum: 1, maximum: 100, default: 20 } }
        - { name: total, in: query, description: The total is null by default. True asks for it., schema: { type: boolean, default: false } }
      responses: { '200': { description: all, content: { application/json: { schema: { type: object, properties: { total: { type: integer, nullable: true }, notes: { type: array, items: &note { type: object, required: [ id ], properties: { id: { type: integer, readOnly: true }, name: { type: string } } } } } } } } } }
    post: { requestBody: { required: true, content: { application/json: { schema: { type: object, required: [ name ], properties: { name: { type: string } } } } } }, responses: { '201': &one { description: one, content: { application/json: { schema: *note } } }, '422': &no { description: no } } }
  /notes/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    delete: { responses: { '204': { description: gone }, '404': *no } }
`,
})

type Total = (query: URLSearchParams, count: number) => number | null

test.each<[string, Total, readonly string[]]>([
  ['counts where the total is asked for', (query, count) => (query.get('total') === 'true' ? count : null), []],
  [
    'counts a page',
    (query, count) => (query.get('total') === 'true' ? Math.min(count, Number(query.get('limit'))) : null),
    ['fail law.total-counts-members[note]'],
  ],
  ['counts never', () => null, ['fail law.total-counts-members[note]']],
])('a server that %s', async (...[, totalFor, expected]) => {
  const { answer, held } = createCrud({
    path: '/notes',
    isValid: ({ name }) => typeof name === 'string',
    updated: {},
    before: ({ method, url }, store) => {
      const { pathname, searchParams: query } = new URL(url)
      if (method !== 'GET' || pathname !== '/notes') return undefined
      const from = Number(query.get('offset') ?? 0)
      const notes = [...store.values()].slice(from, from + Number(query.get('limit') ?? 20))
      return Response.json({ total: totalFor(query, store.size), notes })
    },
  })
  const report = await fireAt(document, answer, { selects: (id) => id === 'law.total-counts-members[note]' })
  expect(told(report)).toEqual(expected)
  expect(held()).toEqual([])
})

test('a wrong total is told at its page, and not at one whose total may be null', async () => {
  const { answer } = createCrud({
    path: '/notes',
    isValid: ({ name }) => typeof name === 'string',
    updated: {},
    before: ({ method, url }, store) => {
      const { pathname, searchParams: query } = new URL(url)
      if (method !== 'GET' || pathname !== '/notes') return undefined
      const from = Number(query.get('offset') ?? 0)
      const notes = [...store.values()].slice(from, from + Number(query.get('limit') ?? 20))
      return Response.json({ total: from === 0 ? null : 1, notes })
    },
  })
  const report = await fireAt(document, answer, { selects: (id) => id === 'law.total-counts-members[note]' })
  const [{ findings, exchanges } = { findings: [], exchanges: [] }] = report.results
  expect(findings.map(({ exchange = -1 }) => exchanges[exchange]?.request.url)).toEqual([
    expect.stringMatching(/[?&]offset=2\b/),
  ])
})
