import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { fireAt } from './fire-at.test-support.ts'

/** Things that a PUT replaces. */
const { document } = readWritten({
  'things.yaml': `openapi: 3.1.0
info: { title: things, version: '1' }
paths:
  /things:
    post: { requestBody: &body { required: true, content: { application/json: { schema: &thing { $ref: '#/components/schemas/Thing' } } } }, responses: { '201': &one { description: one, content: { application/json: { schema: *thing } } }, '400': &no { description: refused } } }
  /things/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    put: { requestBody: *body, responses: { '200': *one, '404': *no } }
    delete: { responses: { '204': { description: done }, '404': *no } }
components:
  schemas: { Thing: { type: object, required: [ name ], properties: { id: { type: integer, readOnly: true }, name: { type: string } } } }
`,
})

/** Fires one law at a server of things, whose reads may lose sight of a thing that a PUT has replaced. */
async function fire(law: string, loses: boolean) {
  const things = new Map<number, object>()
  const lost = new Set<number>()
  const deletes: string[] = []
  await fireAt(
    document,
    async (request) => {
      const { pathname } = new URL(request.url)
      const id = request.method === 'POST' ? things.size + 1 : Number(pathname.split('/')[2])
      if (request.method === 'POST' || request.method === 'PUT') {
        const made = { ...((await request.json()) as object), id }
        if (request.method === 'PUT' && !things.has(id)) return Response.json({}, { status: 404 })
        if (request.method === 'PUT' && loses) lost.add(id)
        things.set(id, made)
        return Response.json(made, { status: request.method === 'POST' ? 201 : 200 })
      }
      const found = things.get(id)
      if (request.method === 'DELETE') deletes.push(pathname)
      if (found === undefined || (request.method === 'GET' && lost.has(id))) return Response.json({}, { status: 404 })
      if (request.method !== 'DELETE') return Response.json(found)
      things.delete(id)
      return new Response(null, { status: 204 })
    },
    { selects: (id) => id.startsWith(`law.${law}[`) },
  )
  return { deletes, left: things.size }
}

test('a member that no read finds after an update is deleted all the same', async () => {
  expect(await fire('update-shows', true)).toEqual({ deletes: ['/things/1'], left: 0 })
})

test('a member that no read finds after its delete is deleted once', async () => {
  expect(await fire('delete-has-effect', false)).toEqual({ deletes: ['/things/1'], left: 0 })
})
