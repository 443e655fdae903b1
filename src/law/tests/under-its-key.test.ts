import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { inferModel } from '../../resource/infer/infer-model.ts'
import { fireAt } from './fire-at.test-support.ts'

/** Shelves, which a client names. A read answers a map with the shelf under its name. */
const { document } = readWritten({
  'shelves.yaml': `openapi: 3.1.0
info: { title: shelves, version: '1' }
paths:
  /shelves/{name}:
    parameters: [ { name: name, in: path, required: true, schema: { type: string, pattern: '^[a-z0-9]{1,40}$' } } ]
    get: { responses: { '200': { description: by its name, content: { application/json: { schema: { type: object, additionalProperties: &shelf { $ref: '#/components/schemas/Shelf' } } } } }, '404': &no { description: refused } } }
    put: { requestBody: { required: true, content: { application/json: { schema: *shelf } } }, responses: { '201': { description: made }, '200': { description: replaced }, '400': *no } }
    delete: { responses: { '204': { description: gone }, '404': *no } }
components:
  schemas: { Shelf: { type: object, required: [ room ], properties: { room: { type: string }, depth: { type: integer } } } }
`,
})

type Shown = (name: string, shelf: Readonly<Record<string, unknown>>) => unknown

/** The status of the law at a server that shows shelves in one form. */
async function statusWhere(shown: Shown): Promise<string | undefined> {
  const shelves = new Map<string, Readonly<Record<string, unknown>>>()
  const report = await fireAt(
    document,
    async (request) => {
      const name = new URL(request.url).pathname.split('/')[2] ?? ''
      const found = shelves.get(name)
      if (request.method === 'PUT') {
        shelves.set(name, (await request.json()) as Readonly<Record<string, unknown>>)
        return new Response(null, { status: found === undefined ? 201 : 200 })
      }
      if (found === undefined) return Response.json({}, { status: 404 })
      if (request.method === 'DELETE') return new Response(null, { status: shelves.delete(name) ? 204 : 404 })
      return Response.json(shown(name, found))
    },
    { selects: (id) => id === 'law.read-equals-write[shelf]' },
  )
  return report.results.find(({ id }) => id === 'law.read-equals-write[shelf]')?.status
}

test('a member that a read answers under its key is compared there', async () => {
  expect(inferModel(document).resources['shelf']?.wrap?.value).toEqual({ answer: '/*' })
  expect([
    await statusWhere((name, shelf) => ({ [name]: shelf })),
    await statusWhere((name, { depth: _lost, ...shelf }) => ({ [name]: { ...shelf, room: 'lost' } })),
    await statusWhere((name, shelf) => ({ [name]: shelf, other: shelf })),
  ]).toEqual(['pass', 'fail', 'skip'])
})
