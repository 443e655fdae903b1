import { expect, test } from 'vitest'
import type { DocumentSchema } from '../../document/api-document.ts'
import { readWritten } from '../../document/written.test-support.ts'
import { documentOf, INTEGER, listOf } from '../document.test-support.ts'
import { resource, told, USER, USERS } from '../users.test-support.ts'
import { inferModel } from './infer-model.ts'

/** The total of a list of users whose page has these properties beside the members. */
function totalBeside(properties: Readonly<Record<string, DocumentSchema>>): string {
  const page = { type: 'object', properties: { data: listOf('User'), ...properties } }
  return told(resource(documentOf({ ...USERS, 'GET /users': { answers: { 200: page } } }, { User: USER })).list?.total)
}

const inner = (properties: Readonly<Record<string, DocumentSchema>>): DocumentSchema => ({ type: 'object', properties })
const counting = (of: string): DocumentSchema => ({ ...INTEGER, 'x-total-of': of })

test.each([
  'total',
  'total_count',
  'totalResults',
  'total_rows',
  'totalDocs',
  'total_number_of_items',
  'totalUsers',
  'users_total',
  'full_count',
  '@odata.count',
])('the number %s counts all members', (name) => {
  expect(totalBeside({ [name]: INTEGER })).toBe(`"/${name}" (sure)`)
})

test.each(['count', 'numFound', 'nbHits', 'row_count'])('the number %s most likely counts all members', (name) => {
  expect(totalBeside({ [name]: INTEGER })).toBe(`"/${name}" (guess)`)
})

test.each(['results', 'total_pages', 'totalOrders', 'total_price'])('the number %s is no total', (name) => {
  expect(totalBeside({ [name]: INTEGER })).toBe('unknown')
})

test('a number that is an estimate is no total', () => {
  expect(totalBeside({ total: { ...INTEGER, 'x-estimate': true } })).toBe('unknown')
})

test('a total stands in the object of a page', () => {
  expect([
    totalBeside({ meta: inner({ total: INTEGER }) }),
    totalBeside({ pagination: inner({ total: INTEGER }) }),
    totalBeside({ paginator: inner({ count: INTEGER }) }),
    totalBeside({ resultset: inner({ count: INTEGER }) }),
  ]).toEqual([
    '"/meta/total" (sure)',
    '"/pagination/total" (sure)',
    '"/paginator/count" (guess)',
    '"/resultset/count" (guess)',
  ])
})

test('what a description counts says more than a name', () => {
  expect([
    totalBeside({ results: counting('users') }),
    totalBeside({ total: INTEGER, n: counting('items') }),
    totalBeside({ n: counting('users of the account') }),
    totalBeside({ n: counting('active users') }),
    totalBeside({ n: counting('comments') }),
  ]).toEqual(['"/results" (sure)', '"/n" (sure)', '"/n" (sure)', 'unknown', 'unknown'])
})

test.each([
  ['X-Total-Count', 'Anything', '"header:x-total-count" (sure)'],
  ['X-Paging-Total-Records', '', '"header:x-paging-total-records" (sure)'],
  ['X-Rows', 'The total number of hats.', '"header:x-rows" (sure)'],
  ['X-Rows', 'The rows of this page.', 'unknown'],
  ['X-Total', 'Total number of pages.', 'unknown'],
])('the header %s with the description %j has the total: %s', (header, description, total) => {
  const { document } = readWritten({
    'hats.yaml': `openapi: 3.1.0
info: { title: hats, version: '1' }
paths:
  /hats:
    get: { responses: { '200': { description: all, headers: { ${header}: { description: ${JSON.stringify(description)}, schema: { type: integer } } }, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Hat' } } } } } } }
    post: { requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Hat' } } } }, responses: { '201': { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Hat' } } } } } }
  /hats/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: string } } ]
    get: { responses: { '200': { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Hat' } } } } } }
components: { schemas: { Hat: { type: object, properties: { id: { type: string, readOnly: true }, name: { type: string } } } } }
`,
  })
  expect(told(inferModel(document).resources['hat']?.list?.total)).toBe(total)
})
