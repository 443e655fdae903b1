import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Rooms that take a number of guests, and bookings that must not overlap. */
const ROOMS = `openapi: 3.1.0
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
  /rooms/{roomId}/bookings/{bookingId}/cancel:
    parameters: &both [ { name: roomId, in: path, required: true, schema: { type: integer } }, { name: bookingId, in: path, required: true, schema: { type: integer } } ]
    post: { description: Cancels the booking., responses: { '200': *booking, '404': *no } }
  /rooms/{roomId}/bookings/{bookingId}:
    parameters: *both
    get: { responses: { '200': *booking, '404': *no } }
    delete: { responses: { '204': *no, '404': *no } }
components:
  schemas:
    NewRoom: { type: object, required: [ name, capacity ], properties: { name: { type: string, minLength: 1 }, capacity: { type: integer, minimum: 1 } } }
    Room: { type: object, required: [ id, name, capacity, booked ], properties: { id: { type: integer, readOnly: true }, name: { type: string }, capacity: { type: integer }, booked: { type: integer, readOnly: true, description: The number of confirmed bookings of the room } } }
    NewBooking: { type: object, required: [ startsAt, endsAt, guests ], properties: { startsAt: { type: string, format: date-time }, endsAt: { type: string, format: date-time }, guests: { type: integer, minimum: 1 } } }
    Booking: { type: object, required: [ id, startsAt, endsAt, guests ], properties: { id: { type: integer, readOnly: true }, startsAt: { type: string, format: date-time }, endsAt: { type: string, format: date-time }, guests: { type: integer }, status: { type: string, enum: [ confirmed, cancelled ], readOnly: true } } }
`
const { document } = readWritten({ 'rooms.yaml': ROOMS })

interface Booking {
  readonly id: number
  readonly room: number
  readonly startsAt: string
  readonly endsAt: string
  readonly guests: number
  readonly status: 'confirmed' | 'cancelled'
}

/** A list lacks the last booking of several, or a room counts cancelled bookings too. */
type Fault = 'cuts-lists' | 'counts-cancelled'

/** @param isFlagged true for bookings with a flag in the place of a listed state */
function createRooms(fault: Fault | undefined, isFlagged = false): (request: Request) => Promise<Response> {
  const rooms = new Map<number, { readonly name: string; readonly capacity: number }>()
  const bookings = new Map<number, Booking>()
  let last = 0
  const none = new Response(null, { status: 404 })
  const shown = (booking: Booking): object => ({
    ...booking,
    room: undefined,
    ...(isFlagged ? { status: undefined, confirmed: booking.status === 'confirmed' } : {}),
  })
  return async (request) => {
    const [, , own, , booking] = new URL(request.url).pathname.split('/')
    const isBooking = request.url.includes('/bookings')
    const id = Number(own)
    const room = rooms.get(id)
    if (own !== undefined && room === undefined) return none.clone()
    if (request.url.endsWith('/cancel')) {
      const held = bookings.get(Number(booking))
      if (held?.room !== id) return none.clone()
      const cancelled = { ...held, status: 'cancelled' as const }
      bookings.set(held.id, cancelled)
      return Response.json(shown(cancelled))
    }
    if (request.method === 'POST') {
      const sent = (await request.json().catch(() => null)) as Partial<
        Booking & { name: string; capacity: number }
      > | null
      if (!isBooking) {
        const { name, capacity } = sent ?? {}
        if (typeof name !== 'string' || typeof capacity !== 'number') return new Response(null, { status: 400 })
        rooms.set((last += 1), { name, capacity })
        return Response.json({ id: last, name, capacity, booked: 0 }, { status: 201 })
      }
      const { startsAt, endsAt, guests } = sent ?? {}
      const isWrong = typeof startsAt !== 'string' || typeof endsAt !== 'string' || typeof guests !== 'number'
      if (isWrong || guests > (room?.capacity ?? 0) || endsAt <= startsAt) return new Response(null, { status: 400 })
      const others = [...bookings.values()].filter((other) => other.room === id)
      if (others.some((other) => other.status === 'confirmed' && startsAt < other.endsAt && other.startsAt < endsAt))
        return new Response(null, { status: 409 })
      const made = { id: (last += 1), room: id, startsAt, endsAt, guests, status: 'confirmed' as const }
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
      return Response.json((fault === 'cuts-lists' && all.length > 1 ? all.slice(0, -1) : all).map(shown))
    }
    const counted = [...bookings.values()].filter(
      (one) => one.room === id && (fault === 'counts-cancelled' || one.status === 'confirmed'),
    )
    if (request.method === 'GET') return Response.json({ id, ...room, booked: counted.length })
    rooms.delete(id)
    for (const one of bookings.values()) if (one.room === id) bookings.delete(one.id)
    return new Response(null, { status: 204 })
  }
}

const HISTORY = 'law.histories-keep-the-state[booking]'
const COUNTS = 'law.counts-follow-members[booking]'
const LAWS = new Set(['law.keys-are-unique[booking]', 'law.children-stay-with-their-parent[booking]', HISTORY, COUNTS])

test.each([
  [undefined, []],
  ['cuts-lists', [`fail ${HISTORY}`]],
  ['counts-cancelled', [`fail ${COUNTS}`]],
] as const)('bookings of a room are made on days apart, by a server with the fault %s', async (fault, found) => {
  const report = await fireAt(document, createRooms(fault), { selects: (id) => LAWS.has(id), level: 'should' })
  expect(report.results.filter(({ status }) => status === 'skip')).toEqual([])
  expect(told(report)).toEqual(found)
})

test('a number counts the members with a flag too', async () => {
  const flagged = ROOMS.replace('status: { type: string, enum: [ confirmed, cancelled ]', 'confirmed: { type: boolean')
  const { document: flags } = readWritten({ 'rooms.yaml': flagged })
  const fire = async (fault?: Fault): Promise<readonly string[]> =>
    told(await fireAt(flags, createRooms(fault, true), { selects: (id) => id === COUNTS }))
  expect(await fire()).toEqual([])
  expect(await fire('counts-cancelled')).toEqual([`fail ${COUNTS}`])
})
