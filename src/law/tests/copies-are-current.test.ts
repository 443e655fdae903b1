import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { fireAt } from './fire-at.test-support.ts'
import { jsonIn } from './json-in.test-support.ts'

const schema = (name: string): string =>
  `{ content: { application/json: { schema: { $ref: '#/components/schemas/${name}' } } } }`
const answer = (name: string): string => schema(name).replace('{', '{ description: one,')
const { document } = readWritten({
  'rooms.yaml': `openapi: 3.1.0
info: { title: rooms, version: '1' }
paths:
  /rooms: { post: { requestBody: ${schema('Room')}, responses: { '201': ${answer('Room')}, '422': &no { description: no } } } }
  /rooms/{roomId}:
    parameters: [ { name: roomId, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': ${answer('Room')}, '404': *no } }
    patch: { description: Changes what is sent., requestBody: ${schema('Part')}, responses: { '200': ${answer('Room')}, '404': *no, '422': *no } }
    delete: &remove { responses: { '204': { description: gone }, '404': *no } }
  /bookings: { post: { requestBody: ${schema('Booking')}, responses: { '201': ${answer('Booking')}, '422': *no } } }
  /bookings/{bookingId}:
    parameters: [ { name: bookingId, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': ${answer('Booking')}, '404': *no } }
    delete: *remove
components:
  schemas:
    Part: { type: object, properties: { name: { type: string, minLength: 1 } } }
    Room: { type: object, required: [ name ], properties: { id: { type: integer, readOnly: true }, name: { type: string, minLength: 1 } } }
    Booking: { type: object, required: [ roomId ], properties: { id: { type: integer, readOnly: true }, roomId: { type: integer, description: The room must exist. }, roomName: { type: string, readOnly: true, description: The current name of the room. }, firstName: { type: string, readOnly: true, description: The name of the room at the booking. } } }
`,
})

type Values = Readonly<Record<string, unknown>>

/** The outcome of the law at a server that shows the name of a room as it is now, or as it was at the booking. */
async function outcome(isCurrent: boolean): Promise<readonly string[]> {
  const held: Readonly<Record<string, Map<number, Values>>> = { rooms: new Map(), bookings: new Map() }
  let last = 0
  const report = await fireAt(
    document,
    async (request) => {
      const { method, url } = request
      const [, root = '', key] = new URL(url).pathname.split('/')
      const of = held[root] ?? new Map<number, Values>()
      const body = (jsonIn(await request.text()) ?? {}) as Values
      const id = method === 'POST' ? last + 1 : Number(key)
      const before = of.get(id)
      const nameOf = (booking: Values): unknown => held['rooms']?.get(Number(booking['roomId']))?.['name']
      if (method !== 'POST' && before === undefined) return new Response(null, { status: 404 })
      if (method === 'DELETE') return new Response(null, { status: of.delete(id) ? 204 : 404 })
      if (method !== 'GET') {
        const isRight =
          root === 'rooms' ? typeof body['name'] === 'string' && body['name'] !== '' : nameOf(body) !== undefined
        if (!isRight) return new Response(null, { status: 422 })
        last = Math.max(last, id)
        of.set(id, { ...before, ...body, id, ...(root === 'bookings' ? { firstName: nameOf(body) } : {}) })
      }
      const shown = of.get(id) ?? {}
      const roomName = isCurrent ? nameOf(shown) : shown['firstName']
      return Response.json(root === 'bookings' ? { ...shown, roomName } : shown, {
        status: method === 'POST' ? 201 : 200,
      })
    },
    { selects: (id) => id === 'law.copies-are-current[booking]' },
  )
  return report.results.flatMap(({ status, findings }) => [status, ...findings.map(({ message }) => message)])
}

test('the current name of a room is not accused, nor one of the booking', async () => {
  expect(await outcome(true)).toEqual(['pass'])
})

test('a name that an update of the room leaves is told', async () => {
  const [status, message] = await outcome(false)
  expect(status).toBe('fail')
  expect(message).toMatch(/at \/roomName, the current name of a room, after PATCH \/rooms\/\d+, got/)
})
