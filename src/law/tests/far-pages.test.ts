import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Moths whose document says that a page past the end is the last one. */
const MOTHS = `openapi: 3.1.0
info: { title: moths, version: '1' }
paths:
  /moths:
    get:
      parameters: [ { name: page, in: query, schema: { type: integer }, description: Pages begin at 1. A page beyond the last one is the last page again. }, { name: size, in: query, schema: { type: integer } } ]
      responses: { '200': { description: all, content: { application/json: { schema: { type: object, properties: { items: { type: array, items: &moth { $ref: '#/components/schemas/Moth' } } } } } } }, '400': &no { description: no } }
    post:
      requestBody: { required: true, content: { application/json: { schema: *moth } } }
      responses: { '201': &one { description: one, content: { application/json: { schema: *moth } } }, '400': *no }
  /moths/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    delete: { responses: { '204': *no, '404': *no } }
components:
  schemas:
    Moth: { type: object, required: [ name ], properties: { id: { type: integer, readOnly: true }, name: { type: string, minLength: 1 } } }
`

/** Fires the law of far pages at a server that answers the last page past the end. */
async function fire(text: string): Promise<readonly string[]> {
  const { document } = readWritten({ 'moths.yaml': text })
  const moths = new Map<number, object>([[1, { id: 1, name: 'luna' }]])
  let last = 1
  const report = await fireAt(
    document,
    async (request) => {
      const { pathname, searchParams } = new URL(request.url)
      const [, , own] = pathname.split('/')
      const moth = moths.get(Number(own))
      if (own !== undefined && moth === undefined) return Response.json({}, { status: 404 })
      if (request.method === 'DELETE') return new Response(null, { status: moths.delete(Number(own)) ? 204 : 404 })
      if (moth !== undefined) return Response.json(moth)
      if (request.method === 'POST') {
        moths.set((last += 1), { ...((await request.json()) as object), id: last })
        return Response.json(moths.get(last), { status: 201 })
      }
      const [size, page] = ['size', 'page'].map((name) => Number(searchParams.get(name) ?? 0))
      const all = [...moths.values()]
      const most = size === undefined || size < 1 ? 20 : size
      const shown = Math.min(Math.max(page ?? 1, 1), Math.max(1, Math.ceil(all.length / most)))
      const items = all.slice((shown - 1) * most, shown * most)
      return Response.json({ items })
    },
    { selects: (id) => id.startsWith('law.far-page-is-empty') },
  )
  return told(report)
}

test('a page past the end may be the last one where the document says so', async () => {
  expect(await fire(MOTHS)).toEqual([])
  const plain = MOTHS.replace('A page beyond the last one is the last page again.', 'The number of the page.')
  expect(await fire(plain)).toEqual([expect.stringMatching(/^warn law\.far-page-is-empty\[moth\]/)])
})
