import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Teas, listed by a cursor of which the document does not say where it comes from. */
const { document } = readWritten({
  'teas.yaml': `openapi: 3.1.0
info: { title: teas, version: '1' }
paths:
  /teas:
    get:
      parameters:
        - { name: limit, in: query, schema: { type: integer, minimum: 1, maximum: 2 } }
        - { name: after, in: query, schema: { type: string } }
      responses: { '200': { description: all, content: { application/json: { schema: { type: object, required: [ teas ], properties: { teas: { type: array, items: &tea { $ref: '#/components/schemas/Tea' } } } } } } }, '400': &no { description: refused } }
    post: { requestBody: { required: true, content: { application/json: { schema: *tea } } }, responses: { '201': &one { description: one, content: { application/json: { schema: *tea } } }, '400': *no } }
  /teas/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: string } } ]
    get: { responses: { '200': *one, '404': *no } }
    delete: { responses: { '204': { description: gone }, '404': *no } }
components:
  schemas: { Tea: { type: object, required: [ name ], properties: { id: { type: string, readOnly: true }, name: { type: string } } } }
`,
})

test('a list whose cursor is only guessed breaks no must where it refuses the guess', async () => {
  const teas = new Map<string, unknown>()
  let next = 0
  const report = await fireAt(
    document,
    async (request) => {
      const { pathname, searchParams } = new URL(request.url)
      const id = pathname.split('/')[2]
      if (id === undefined && request.method === 'POST') {
        const tea = { ...((await request.json()) as object), id: `t${(next += 1)}` }
        teas.set(tea.id, tea)
        return Response.json(tea, { status: 201 })
      }
      if (id === undefined) {
        // The cursor is a mark that answers do not show in a place which the document knows.
        if (searchParams.has('after')) return Response.json({}, { status: 400 })
        return Response.json({ teas: [...teas.values()].slice(0, Number(searchParams.get('limit') ?? 2)) })
      }
      const found = teas.get(id)
      if (found === undefined) return Response.json({}, { status: 404 })
      if (request.method === 'DELETE') return new Response(null, { status: teas.delete(id) ? 204 : 404 })
      return Response.json(found)
    },
    { level: 'should', selects: (id) => /^law\.(list-holds-created|pages-hold-all-members)/.test(id) },
  )
  expect(told(report)).toEqual([])
})
