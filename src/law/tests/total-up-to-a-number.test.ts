import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { createCrud } from './crud.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Shops in a list whose total counts at most two. */
const documentWith = (ofList: string, ofTotal = 'The total', ofApi = ''): ReturnType<typeof readWritten>['document'] =>
  readWritten({
    'shops.yaml': `openapi: 3.1.0
info: { title: shops, version: '1', description: '${ofApi}' }
paths:
  /shops:
    get: { description: '${ofList}', responses: { '200': { description: all, content: { application/json: { schema: { type: object, required: [ items, total ], properties: { total: { type: integer, description: '${ofTotal}' }, items: { type: array, items: &shop { $ref: '#/components/schemas/Shop' } } } } } } } } }
    post: { requestBody: { required: true, content: { application/json: { schema: *shop } } }, responses: { '201': &one { description: one, content: { application/json: { schema: *shop } } }, '422': &no { description: refused } } }
  /shops/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    delete: { responses: { '204': *no, '404': *no } }
components:
  schemas: { Shop: { type: object, required: [ name ], properties: { id: { type: integer, readOnly: true }, name: { type: string } } } }
`,
  }).document

const LAW = 'law.total-counts-members[shop]'
const LIMITED = 'Lists the shops. `total` counts at most two; a larger number is shown as 2.'

async function fire(
  total: (count: number) => number,
  ...words: Parameters<typeof documentWith>
): Promise<readonly string[]> {
  const { answer } = createCrud({
    path: '/shops',
    isValid: ({ name }) => typeof name === 'string',
    updated: {},
    before: ({ url, method }, store) =>
      method === 'GET' && new URL(url).pathname === '/shops'
        ? Response.json({ items: [...store.values()], total: total(store.size) })
        : undefined,
  })
  return told(await fireAt(documentWith(...words), answer, { selects: (id) => id === LAW }))
}

test.each<Parameters<typeof documentWith>>([
  [LIMITED, 'The total'],
  ['Lists the shops.', 'All shops. A larger number is shown as 2.'],
  ['Lists the shops.', 'The total', `Lists of shops: ${LIMITED}`],
])('of "%s" and "%s" a total is held to no number beyond the largest', async (...words) => {
  expect(await fire((count) => Math.min(2, count), ...words)).toEqual([])
})

test.each([
  [LIMITED, 'below the limit', 1],
  ['Lists the shops.', 'of another list', 2],
])('of "%s" a wrong total %s is found', async (ofList, _, total) => {
  expect(await fire((count) => Math.min(total, count), ofList)).toEqual([`fail ${LAW}`])
})
