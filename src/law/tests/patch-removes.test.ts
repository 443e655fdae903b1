import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { isObject } from '../../json/pointer.ts'
import { fireAt } from './fire-at.test-support.ts'

/** Maps of which each tells its kind, which has one value. */
const { document } = readWritten({
  'maps.yaml': `openapi: 3.1.0
info: { title: maps, version: '1' }
paths:
  /maps:
    post: { requestBody: { required: true, content: { application/json: { schema: &map { $ref: '#/components/schemas/Map' } } } }, responses: { '201': &one { description: one, content: { application/json: { schema: *map } } }, '400': &no { description: refused } } }
  /maps/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: string } } ]
    get: { responses: { '200': *one, '404': *no } }
    patch: { requestBody: { required: true, content: { application/json-patch+json: { schema: { type: array, items: { type: object } } } } }, responses: { '200': *one, '400': *no, '404': *no } }
    delete: { responses: { '204': { description: gone }, '404': *no } }
components:
  schemas:
    Map: { type: object, properties: { id: { type: string, readOnly: true }, kind: { type: string, enum: [ Map ] }, note: { type: string } } }
`,
})

/** The status of the law at a server that keeps some properties through a remove. */
async function statusWhere(keeps: readonly string[]): Promise<string | undefined> {
  const maps = new Map<string, object>()
  const id = 'law.patch-removes[map]'
  const { results } = await fireAt(
    document,
    async (request) => {
      const own = new URL(request.url).pathname.split('/')[2] ?? `m${maps.size}`
      const found = maps.get(own)
      const sent: unknown = request.body === null ? undefined : await request.json()
      if (request.method === 'POST') maps.set(own, { ...(sent as object), id: own })
      else if (found === undefined) return Response.json({}, { status: 404 })
      else if (request.method === 'DELETE') return new Response(null, { status: maps.delete(own) ? 204 : 404 })
      else if (Array.isArray(sent)) {
        const removed = new Set(
          sent.map((one: unknown) => (isObject(one) && one['op'] === 'remove' ? one['path'] : '')),
        )
        const kept = Object.entries(found).filter(([name]) => !removed.has(`/${name}`) || keeps.includes(name))
        maps.set(own, Object.fromEntries(kept))
      }
      return Response.json(maps.get(own), { status: request.method === 'POST' ? 201 : 200 })
    },
    { selects: (one) => one === id },
  )
  return results.find((one) => one.id === id)?.status
}

test('a server may know a property with one possible value without being told', async () => {
  expect([await statusWhere(['kind']), await statusWhere(['note'])]).toEqual(['pass', 'fail'])
})
