import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { inferModel } from '../../resource/infer/infer-model.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Bookings that name a trip, which a search alone shows, and a payment whose card is masked. The document leaves out its 404. */
const TOURS = `
openapi: 3.1.0
info: { title: Tours, version: 1.0.0 }
security: [{ key: [] }]
paths:
  /trips:
    get:
      operationId: listTrips
      parameters: [{ name: origin, in: query, required: true, example: Bern, schema: { type: string } }]
      responses: { '200': { description: ok, content: { application/json: { schema: { type: object, properties: { data: { type: array, items: { $ref: '#/components/schemas/Trip' } } } } } } } }
  /bookings:
    post:
      operationId: createBooking
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Booking' } } } }
      responses: { '201': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Booking' } } } }, '400': { description: no } }
  /bookings/{bookingId}:
    parameters: [{ name: bookingId, in: path, required: true, schema: { type: string } }]
    get: { operationId: readBooking, responses: { '200': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Booking' } } } }, '404': { description: none } } }
    delete: { operationId: deleteBooking, responses: { '204': { description: gone }, '404': { description: none } } }
  /bookings/{bookingId}/payment:
    parameters: [{ name: bookingId, in: path, required: true, schema: { type: string } }]
    post:
      operationId: payBooking
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Payment' } } } }
      responses: { '200': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Payment' } } } }, '400': { description: no } }
components:
  securitySchemes: { key: { type: apiKey, in: header, name: X-Key } }
  schemas:
    Trip: { type: object, properties: { id: { type: string, format: uuid }, origin: { type: string } } }
    Booking:
      type: object
      required: [passenger]
      properties: { id: { type: string, readOnly: true }, trip_id: { type: string, format: uuid }, passenger: { type: string, minLength: 1 } }
    Payment:
      type: object
      required: [number]
      properties: { number: { type: string, minLength: 6, maxLength: 20 }, address: { type: object, properties: { city: { type: string } } } }
`

const { document } = readWritten({ 'tours.yaml': TOURS })
const TRIP = { id: '6f1a4d0e-0b58-4c55-9d9e-2f6a1c3b7a10', origin: 'Bern' }

const SELECTED: ReadonlySet<string> = new Set([
  'law.read-equals-write[booking]',
  'law.create-shows-member[payment]',
  'law.boundary-values-come-back[payment]',
  'law.unknown-parent-is-not-found[payment]',
  'law.readers-do-not-write[payment]',
  'law.status-is-documented[payment]',
])

type Values = Readonly<Record<string, unknown>>

/** Fires the laws at bookings. `number`: the card number as the answer to a payment shows it. */
async function fire(number: (sent: string) => string = (sent) => `****${sent.slice(-4)}`) {
  const bookings = new Map<string, Values>()
  let last = 0
  const post = (body: Values, [id, action]: readonly string[]): Response => {
    if (action === 'payment') {
      const { number: sent, address = {} } = body
      const isCity = JSON.stringify(address) !== '{"city":""}'
      if (typeof sent !== 'string' || sent.length < 6 || sent.length > 20 || !isCity) return answer(400)
      return bookings.has(id ?? '') ? Response.json({ ...body, number: number(sent) }) : answer(404)
    }
    const { passenger, trip_id: trip } = body
    if (trip !== TRIP.id || typeof passenger !== 'string' || passenger === '') return answer(400)
    last += 1
    bookings.set(`b${last}`, { ...body, id: `b${last}` })
    return Response.json(bookings.get(`b${last}`), { status: 201 })
  }
  const handle = async (request: Request): Promise<Response> => {
    const { pathname, searchParams } = new URL(request.url)
    const [, name, ...rest] = pathname.split('/')
    const sender = request.headers.get('X-Key')
    if (sender !== 'one' && sender !== 'two') return answer(401)
    if (name === 'trips')
      return Response.json({ data: [TRIP].filter(({ origin }) => origin === searchParams.get('origin')) })
    // Bookings of others are not there for a reader.
    if (sender === 'two') return answer(404)
    if (request.method === 'POST') {
      const body: unknown = await request.json().catch(() => undefined)
      return typeof body === 'object' && body !== null ? post(body as Values, rest) : answer(400)
    }
    const found = bookings.get(rest[0] ?? '')
    if (found === undefined || rest.length !== 1) return answer(404)
    if (request.method === 'GET') return Response.json(found)
    if (request.method !== 'DELETE') return answer(405)
    bookings.delete(rest[0] ?? '')
    return answer(204)
  }
  const principals = { owner: { headers: { 'X-Key': 'one' } }, reader: { headers: { 'X-Key': 'two' } } }
  const report = await fireAt(document, handle, { principals, level: 'should', selects: (id) => SELECTED.has(id) })
  return { report, told: told(report), left: bookings.size }
}

function answer(status: number): Response {
  return new Response(null, { status, headers: status === 405 ? { Allow: 'GET, DELETE' } : {} })
}

test('a property may name an item of a search', () => {
  const { resources } = inferModel(document)
  expect(resources['booking']?.refers).toMatchObject({ '/trip_id': { value: 'trip', certainty: 'guess' } })
})

test('bookings name a trip that the search shows; a masked card, a hidden booking and a 404 below it are no findings', async () => {
  const { report, told: found, left } = await fire()
  expect(found).toEqual([])
  expect([report.verdict, left]).toEqual(['conforms', 0])
  const passed = report.results.flatMap(({ id, status }) => (status === 'pass' ? [id] : []))
  expect(new Set(passed)).toEqual(SELECTED)
})

test('a card number that is changed, and not masked, is found', async () => {
  expect((await fire((sent) => `0000${sent.slice(-4)}`)).told).toContain('warn law.create-shows-member[payment]')
})
