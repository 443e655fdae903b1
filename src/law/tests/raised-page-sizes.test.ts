import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { createCrud, type Store } from './crud.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Bikes in pages, whose size is raised to two. */
const { document } = readWritten({
  'bikes.yaml': `openapi: 3.1.0
info: { title: bikes, version: '1' }
paths:
  /bikes:
    get:
      parameters:
        - { name: page, in: query, schema: { type: integer, minimum: 1, default: 1 } }
        - { name: per_page, in: query, description: 'A value below 2 is raised to 2, and one above 50 is lowered to 50.', schema: { type: integer, default: 20 } }
      responses: { '200': { description: page, content: { application/json: { schema: { type: array, items: &bike { $ref: '#/components/schemas/Bike' } } } } } }
    post: { requestBody: { required: true, content: { application/json: { schema: *bike } } }, responses: { '201': &one { description: one, content: { application/json: { schema: *bike } } }, '422': &no { description: refused } } }
  /bikes/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    delete: { responses: { '204': *no, '404': *no } }
components:
  schemas: { Bike: { type: object, required: [ name ], properties: { id: { type: integer, readOnly: true }, name: { type: string } } } }
`,
})

/** A page of a list, with as many members more as told. */
function pageOf({ url, method }: Request, store: Store, more: number): Response | undefined {
  const { pathname, searchParams } = new URL(url)
  if (method !== 'GET' || pathname !== '/bikes') return undefined
  const size = Math.min(50, Math.max(2, Number(searchParams.get('per_page') ?? 20)))
  const from = (Number(searchParams.get('page') ?? 1) - 1) * size
  return Response.json([...store.values()].slice(from, from + size + (size < 20 ? more : 0)))
}

async function fire(more: number): Promise<readonly string[]> {
  const { answer } = createCrud({
    path: '/bikes',
    isValid: ({ name }) => typeof name === 'string',
    updated: {},
    before: (request, store) => pageOf(request, store, more),
  })
  const report = await fireAt(document, answer, {
    selects: (id) => /^law\.(?:page-size-is-kept|pages-hold-all-members)\[/.test(id),
  })
  return told(report)
}

test('a size below what its description says is not asked for', async () => {
  expect(await fire(0)).toEqual([])
})

test('a page above a size that the description allows is found', async () => {
  expect(await fire(1)).toContain('fail law.page-size-is-kept[bike]')
})
