import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { fireAt } from './fire-at.test-support.ts'

/** Things, whose creates tell no key. */
const { document } = readWritten({
  'things.yaml': `openapi: 3.1.0
info: { title: things, version: '1' }
paths:
  /things:
    get: { parameters: [ { name: page, in: query, schema: { type: integer, default: 1 } } ], responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: &thing { $ref: '#/components/schemas/Thing' } } } } } } }
    post: { requestBody: { required: true, content: { application/json: { schema: *thing } } }, responses: { '204': { description: created }, '400': &no { description: refused } } }
  /things/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': { description: one, content: { application/json: { schema: *thing } } }, '404': *no } }
    delete: { responses: { '204': { description: done }, '404': *no } }
components:
  schemas: { Thing: { type: object, required: [ name ], properties: { id: { type: integer, readOnly: true }, name: { type: string, minLength: 12 } } } }
`,
})

test('a member whose create tells no key is found on a later page of the list', async () => {
  const things = new Map<number, object>()
  const add = (thing: object): void => void things.set(things.size + 1, { ...thing, id: things.size + 1 })
  for (let count = 0; count < 25; count += 1) add({ name: 'of another client' })
  const report = await fireAt(
    document,
    async (request) => {
      const { pathname, searchParams } = new URL(request.url)
      const id = pathname.split('/')[2]
      const page = Number(searchParams.get('page') ?? 1)
      if (request.method === 'POST') {
        add((await request.json()) as object)
        return new Response(null, { status: 204 })
      }
      if (id === undefined) return Response.json([...things.values()].slice(page * 10 - 10, page * 10))
      const found = things.get(Number(id))
      if (found === undefined) return Response.json({}, { status: 404 })
      if (request.method !== 'DELETE') return Response.json(found)
      things.delete(Number(id))
      return new Response(null, { status: 204 })
    },
    { selects: (id) => id.startsWith('law.read-equals-write[') },
  )
  expect(report.results.map(({ status, reason }) => [status, reason])).toEqual([['pass', undefined]])
  expect([things.size, report.leftBehind]).toEqual([25, undefined])
})
