import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { fireAt, quickClock } from './fire-at.test-support.ts'

/** Notes with the instant of their creation. */
const { document } = readWritten({
  'notes.yaml': `openapi: 3.1.0
info: { title: notes, version: '1' }
paths:
  /notes:
    post: { requestBody: { required: true, content: { application/json: { schema: &note { $ref: '#/components/schemas/Note' } } } }, responses: { '201': &one { description: one, content: { application/json: { schema: *note } } }, '400': &no { description: refused } } }
  /notes/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: string } } ]
    get: { responses: { '200': *one, '404': *no } }
    put: { requestBody: { required: true, content: { application/json: { schema: *note } } }, responses: { '200': *one, '400': *no, '404': *no } }
    delete: { responses: { '204': { description: gone }, '404': *no } }
components:
  schemas: { Note: { type: object, required: [ text ], properties: { id: { type: string, readOnly: true }, created: { type: integer, readOnly: true, description: Milliseconds since the epoch }, text: { type: string } } } }
`,
})

/** The status of the law at a server that divides its instants by a number. */
async function statusWhere(divisor: number): Promise<string | undefined> {
  const notes = new Map<string, object>()
  const clock = quickClock(1_700_000_000_000)
  const report = await fireAt(
    document,
    async (request) => {
      const id = new URL(request.url).pathname.split('/')[2] ?? `n${notes.size}`
      const found = notes.get(id)
      if (request.method === 'POST' || (request.method === 'PUT' && found !== undefined)) {
        const created = Math.floor(clock.now() / divisor)
        notes.set(id, { ...((await request.json()) as object), created, ...pick(found), id })
        return Response.json(notes.get(id), { status: found === undefined ? 201 : 200 })
      }
      if (found === undefined) return Response.json({}, { status: 404 })
      if (request.method === 'DELETE') return new Response(null, { status: notes.delete(id) ? 204 : 404 })
      return Response.json(found)
    },
    { level: 'should', clock, selects: (id) => id === 'law.times-are-kept[note]' },
  )
  return report.results.find(({ id }) => id === 'law.times-are-kept[note]')?.status
}

function pick(found: object | undefined): object {
  return found !== undefined && 'created' in found ? { created: found.created } : {}
}

test('an instant has the unit that the document states', async () => {
  expect([await statusWhere(1), await statusWhere(1000)]).toEqual(['pass', 'warn'])
})
