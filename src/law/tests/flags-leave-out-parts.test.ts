import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { createCrud } from './crud.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

const LAW = 'law.flags-leave-out-parts[note]'

/** Notes whose pages have a count unless a flag leaves it out. */
const documentWith = (description: string, required = '') =>
  readWritten({
    'notes.yaml': `openapi: 3.0.3
info: { title: notes, version: '1' }
paths:
  /notes:
    get:
      parameters:
        - { name: includeCount, in: query, description: "${description}", schema: { type: boolean, default: true } }
      responses: { '200': { description: all, content: { application/json: { schema: { type: object, required: [ notes${required} ], properties: { totalCount: { type: integer }, notes: { type: array, items: &note { type: object, required: [ id ], properties: { id: { type: integer, readOnly: true }, name: { type: string } } } } } } } } } }
    post: { requestBody: { required: true, content: { application/json: { schema: { type: object, required: [ name ], properties: { name: { type: string } } } } } }, responses: { '201': &one { description: one, content: { application/json: { schema: *note } } }, '422': &no { description: no } } }
  /notes/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    delete: { responses: { '204': { description: gone }, '404': *no } }
`,
  }).document

const LACKS = 'Asks for the count. If `false`, the response has no `totalCount`.'

test.each<[string, string, (flag: string | null, count: number) => object, readonly string[]]>([
  ['heeds the flag', LACKS, (flag, totalCount) => (flag === 'false' ? {} : { totalCount }), []],
  ['shows null', LACKS, (flag, count) => ({ totalCount: flag === 'false' ? null : count }), []],
  ['ignores the flag', LACKS, (_, totalCount) => ({ totalCount }), [`fail ${LAW}`]],
  ['never counts, of which nothing is said', LACKS, () => ({}), []],
  ['never counts', 'False omits `totalCount`. True returns `totalCount`.', () => ({}), [`fail ${LAW}`]],
  ['never counts', 'Whether the page has `totalCount`. False omits `totalCount`.', () => ({}), [`warn ${LAW}`]],
  ['ignores a flag about members', 'Whether old notes are shown.', (_, totalCount) => ({ totalCount }), []],
])('a server that %s, by "%s"', async (...[, description, totalFor, expected]) => {
  const { answer, held } = createCrud({
    path: '/notes',
    isValid: ({ name }) => typeof name === 'string',
    updated: {},
    before: ({ method, url }, store) => {
      const { pathname, searchParams: query } = new URL(url)
      if (method !== 'GET' || pathname !== '/notes') return undefined
      return Response.json({ ...totalFor(query.get('includeCount'), store.size), notes: [...store.values()] })
    },
  })
  const report = await fireAt(documentWith(description), answer, { selects: (id) => id === LAW })
  expect(told(report)).toEqual(expected)
  expect(held()).toEqual([])
})

test('a count that the schema requires is missing with the other value, and not with this one', async () => {
  const selects = (id: string): boolean => id === LAW || id.includes('answer-keeps-to-schema')
  const fire = (totalFor: (flag: string | null) => object) =>
    fireAt(documentWith(LACKS, ', totalCount'), serve(totalFor), { selects, mayWrite: () => false })
  expect(told(await fire((flag) => (flag === 'false' ? {} : { totalCount: 0 })))).toEqual([])
  expect(told(await fire(() => ({})))).toContain(`fail ${LAW}`)
  const missing = told(await fire((flag) => (flag === 'true' ? {} : { totalCount: 0 })))
  expect(missing).toContain('fail law.answer-keeps-to-schema[note]')
})

function serve(totalFor: (flag: string | null) => object): (request: Request) => Promise<Response> {
  return async ({ url }) => {
    const flag = new URL(url).searchParams.get('includeCount')
    return Response.json({ ...totalFor(flag), notes: [] })
  }
}
