import { expect, test } from 'vitest'
import type { ApiDocument } from '../../document/api-document.ts'
import { readWritten } from '../../document/written.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Rooms, and bookings of rooms that do not overlap. */
const ROOMS = `openapi: 3.1.0
info: { title: rooms, version: '1' }
paths:
  /rooms:
    post: { requestBody: { required: true, content: { application/json: { schema: { type: object, required: [ name ], properties: { name: &text { type: string, minLength: 1 } } } } } }, responses: { '201': &room { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Room' } } } }, '422': &no { description: refused } } }
  /rooms/{roomId}:
    parameters: [ { name: roomId, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *room, '404': *no } }
    delete: { responses: { '204': &gone { description: gone }, '404': *no } }
  /bookings:
    post: { description: 'Books a room. A booking that begins when another ends does not overlap it.', requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/NewBooking' } } } }, responses: { '201': &booking { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Booking' } } } }, '409': &taken { description: The room has another booking at that time. }, '422': *no } }
  /bookings/{bookingId}:
    parameters: &own [ { name: bookingId, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *booking, '404': *no } }
    patch: { description: Changes what is sent., requestBody: { required: true, content: { application/json: { schema: { type: object, properties: { startsAt: &time { type: string, format: date-time }, endsAt: *time, title: *text } } } } }, responses: { '200': *booking, '404': *no, '409': *taken, '422': *no } }
    delete: { responses: { '204': *gone, '404': *no } }
  /bookings/{bookingId}/cancel:
    parameters: *own
    post: { description: Cancels the booking. Its time is free again., responses: { '200': *booking, '404': *no } }
components:
  schemas:
    Room: { type: object, required: [ id, name ], properties: { id: { type: integer, readOnly: true }, name: *text } }
    NewBooking: { type: object, required: [ roomId, title, startsAt, endsAt ], properties: { roomId: { type: integer, description: The room must exist. }, title: *text, startsAt: *time, endsAt: { type: string, format: date-time, description: After \`startsAt\`. } } }
    Booking: { type: object, required: [ id, roomId, title, startsAt, endsAt, status ], properties: { id: { type: integer, readOnly: true }, roomId: { type: integer }, title: *text, startsAt: *time, endsAt: *time, status: { type: string, enum: [ active, cancelled ], readOnly: true } } }
`

const DOCUMENT: ApiDocument = readWritten({ 'rooms.yaml': ROOMS }).document

type Fault = 'none' | 'contained' | 'containing' | 'left' | 'touching' | 'moves' | 'cancelled-blocks'

interface Booking {
  readonly id: number
  readonly roomId: number
  readonly title: string
  readonly startsAt: string
  readonly endsAt: string
  readonly status: string
}

const status = (code: number): Response => new Response(null, { status: code })

/** True for two bookings that overlap, as the fault has it. */
function overlaps(one: Booking, other: Booking, fault?: Fault): boolean {
  const [from, to, first, last] = [one.startsAt, one.endsAt, other.startsAt, other.endsAt].map(Date.parse) as [
    number,
    number,
    number,
    number,
  ]
  if (fault === 'none') return false
  if (fault === 'contained' && from > first && to < last) return false
  if (fault === 'containing' && from < first && to > last) return false
  if (fault === 'left' && from < first && to < last) return false
  return fault === 'touching' ? from <= last && to >= first : from < last && to > first
}

function isBooking(value: Partial<Booking>): value is Booking {
  const { roomId, title, startsAt = '', endsAt = '' } = value
  return (
    typeof roomId === 'number' && typeof title === 'string' && title !== '' && Date.parse(startsAt) < Date.parse(endsAt)
  )
}

/** A right server, but for a fault. */
function createRooms(fault?: Fault): (request: Request) => Promise<Response> {
  const rooms = new Map<number, string>()
  const bookings = new Map<number, Booking>()
  let last = 0
  const isTaken = (booking: Booking): boolean =>
    [...bookings.values()].some(
      (one) =>
        one.id !== booking.id &&
        one.roomId === booking.roomId &&
        (one.status === 'active' || fault === 'cancelled-blocks') &&
        overlaps(booking, one, fault),
    )
  const write = (value: Partial<Booking>, code: number): Response => {
    if (!isBooking(value) || !rooms.has(value.roomId)) return status(422)
    if (isTaken(value) && (code === 201 || fault !== 'moves')) return status(409)
    bookings.set(value.id, value)
    return Response.json(value, { status: code })
  }
  return async (request) => {
    const { method, url } = request
    const [, root = '', key, action] = new URL(url).pathname.split('/')
    const body = method === 'POST' || method === 'PATCH' ? await request.json().catch(() => ({})) : {}
    const given = body as Partial<Booking> & { readonly name?: unknown }
    const id = Number(key)
    if (key === undefined) {
      last += 1
      if (root === 'bookings') return write({ ...given, id: last, status: 'active' }, 201)
      if (typeof given.name !== 'string' || given.name === '') return status(422)
      rooms.set(last, given.name)
      return Response.json({ id: last, name: given.name }, { status: 201 })
    }
    const booking = bookings.get(id)
    const found = root === 'rooms' ? rooms.get(id) : booking
    if (found === undefined) return status(404)
    if (method === 'DELETE') {
      if (root === 'rooms') rooms.delete(id)
      else bookings.delete(id)
      return status(204)
    }
    if (booking !== undefined && root === 'bookings') {
      if (method === 'PATCH') return write({ ...booking, ...given, id, status: booking.status }, 200)
      if (action === 'cancel') bookings.set(id, { ...booking, status: 'cancelled' })
      return Response.json(bookings.get(id))
    }
    return Response.json({ id, name: found })
  }
}

async function toldOf(fault?: Fault): Promise<readonly string[]> {
  const report = await fireAt(DOCUMENT, createRooms(fault), { selects: (id) => /overlap/.test(id), level: 'should' })
  expect(report.results.filter((one) => one.status !== 'skip').length).toBe(1)
  return told(report)
}

test('bookings that do not overlap are not accused', async () => {
  expect(await toldOf()).toEqual([])
})

test.each<Fault>(['none', 'contained', 'containing', 'left', 'touching', 'moves', 'cancelled-blocks'])(
  'the fault %s is told',
  async (fault) => {
    expect(await toldOf(fault)).toContain('fail law.overlaps-are-refused[booking]')
  },
)
