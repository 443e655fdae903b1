import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Rooms that take a number of guests, and bookings that must not overlap. */
const { document } = readWritten({
  'rooms.yaml': `openapi: 3.1.0
info: { title: rooms, version: '1' }
paths:
  /rooms:
    post: { requestBody: { required: true, content: { application/json: { schema: &newRoom { $ref: '#/components/schemas/NewRoom' } } } }, responses: { '201': &room { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Room' } } } }, '400': &no { description: refused } } }
  /rooms/{roomId}:
    parameters: &roomId [ { name: roomId, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *room, '404': *no } }
    delete: { responses: { '204': *no, '404': *no } }
  /rooms/{roomId}/bookings:
    parameters: *roomId
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Booking' } } } } }, '404': *no } }
    post: { requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/NewBooking' } } } }, responses: { '201': &booking { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Booking' } } } }, '400': *no, '404': *no, '409': *no } }
  /rooms/{roomId}/bookings/{bookingId}:
    parameters: [ { name: roomId, in: path, required: true, schema: { type: integer } }, { name: bookingId, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *booking, '404': *no } }
    delete: { responses: { '204': *no, '404': *no } }
components:
  schemas:
    NewRoom: { type: object, required: [ name, capacity ], properties: { name: { type: string, minLength: 1 }, capacity: { type: integer, minimum: 1 } } }
    Room: { type: object, required: [ id, name, capacity ], properties: { id: { type: integer, readOnly: true }, name: { type: string }, capacity: { type: integer } } }
    NewBooking: { type: object, required: [ startsAt, endsAt, guests ], properties: { startsAt: { type: string, format: date-time }, endsAt: { type: string, format: date-time }, guests: { type: integer, minimum: 1 } } }
    Booking: { type: object, required: [ id, startsAt, endsAt, guests ], properties: { id: { type: integer, readOnly: true }, startsAt: { type: string, format: date-time }, endsAt: { type: string, format: date-time }, guests: { type: integer } } }
`,
})

interface Booking {
  readonly id: number
  readonly room: number
  readonly startsAt: string
  readonly endsAt: string
  readonly guests: number
}

/** A server of rooms. `cuts` is a fault: the list lacks the last booking of several. */
function createRooms(cuts: boolean): (request: Request) => Promise<Response> {
  const rooms = new Map<number, { readonly name: string; readonly capacity: number }>()
  const bookings = new Map<number, Booking>()
  let last = 0
  const none = new Response(null, { status: 404 })
  const shown = (booking: Booking): object => ({ ...booking, room: undefined })
  return async (request) => {
    const [, , own, , booking] = new URL(request.url).pathname.split('/')
    const isBooking = request.url.includes('/bookings')
    const id = Number(own)
    const room = rooms.get(id)
    if (own !== undefined && room === undefined) return none.clone()
    if (request.method === 'POST') {
      const sent = (await request.json().catch(() => null)) as Partial<
        Booking & { name: string; capacity: number }
      > | null
      if (!isBooking) {
        const { name, capacity } = sent ?? {}
        if (typeof name !== 'string' || typeof capacity !== 'number') return new Response(null, { status: 400 })
        rooms.set((last += 1), { name, capacity })
        return Response.json({ id: last, name, capacity }, { status: 201 })
      }
      const { startsAt, endsAt, guests } = sent ?? {}
      const isWrong = typeof startsAt !== 'string' || typeof endsAt !== 'string' || typeof guests !== 'number'
      if (isWrong || guests > (room?.capacity ?? 0) || endsAt <= startsAt) return new Response(null, { status: 400 })
      const others = [...bookings.values()].filter((other) => other.room === id)
      if (others.some((other) => startsAt < other.endsAt && other.startsAt < endsAt))
        return new Response(null, { status: 409 })
      const made = { id: (last += 1), room: id, startsAt, endsAt, guests }
      bookings.set(last, made)
      return Response.json(shown(made), { status: 201 })
    }
    if (booking !== undefined) {
      const held = bookings.get(Number(booking))
      if (held?.room !== id) return none.clone()
      if (request.method === 'GET') return Response.json(shown(held))
      bookings.delete(held.id)
      return new Response(null, { status: 204 })
    }
    if (isBooking) {
      const all = [...bookings.values()].filter((one) => one.room === id)
      return Response.json((cuts && all.length > 1 ? all.slice(0, -1) : all).map(shown))
    }
    if (request.method === 'GET') return Response.json({ id, ...room })
    rooms.delete(id)
    for (const one of bookings.values()) if (one.room === id) bookings.delete(one.id)
    return new Response(null, { status: 204 })
  }
}

const HISTORY = 'law.histories-keep-the-state[booking]'
const LAWS = new Set(['law.keys-are-unique[booking]', 'law.children-stay-with-their-parent[booking]', HISTORY])

test.each([
  ['all bookings', false, []],
  ['all bookings but the last', true, [`fail ${HISTORY}`]],
] as const)('bookings of a room are made on days apart where lists show %s', async (_, cuts, found) => {
  const report = await fireAt(document, createRooms(cuts), { selects: (id) => LAWS.has(id), level: 'should' })
  expect(report.results.filter(({ status }) => status === 'skip')).toEqual([])
  expect(told(report)).toEqual(found)
})
