import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Halls whose document states rules in words that most APIs do not have. */
const HALLS = `openapi: 3.1.0
info: { title: halls, version: '1' }
paths:
  /halls:
    get:
      parameters:
        - { name: seats, in: query, description: Only halls with room for that many or more., schema: { type: integer, minimum: 1 } }
        - { name: sort, in: query, description: The order of the halls., schema: { type: string, enum: [ seats ] } }
        - { name: desc, in: query, description: False turns the order., schema: { type: boolean } }
      responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: &hall { $ref: '#/components/schemas/Hall' } } } } }, '400': &no { description: refused } }
    post:
      description: Opens a hall. A repeat with the same key is refused with 409.
      parameters: [ { name: Idempotency-Key, in: header, schema: { type: string } } ]
      requestBody: { required: true, content: { application/json: { schema: *hall } } }
      responses: { '201': &one { description: one, content: { application/json: { schema: *hall } } }, '400': *no, '409': *no, '415': *no }
  /halls/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    put:
      description: Replaces a hall, but for its owner.
      requestBody: { required: true, content: { application/json: { schema: *hall } } }
      responses: { '200': *one, '400': *no, '404': *no, '415': *no }
    delete: { description: Closes the hall. It stays readable., responses: { '204': { description: done }, '404': *no } }
components:
  schemas:
    Hall:
      type: object
      required: [ name, seats ]
      properties:
        id: { type: integer, readOnly: true }
        name: { type: string, minLength: 1, maxLength: 40 }
        seats: { type: integer, minimum: 1, maximum: 900 }
        owner: { type: string, maxLength: 40, description: Set once; an update cannot change it. }
        tone: { type: number, minimum: 0, maximum: 9, description: Rounded to whole numbers. }
        isOpen: { type: boolean, readOnly: true }
`

const { document } = readWritten({ 'halls.yaml': HALLS })

type Hall = Readonly<Record<string, unknown>>

function createHalls(): (request: Request) => Promise<Response> {
  const halls = new Map<number, Hall>()
  const keys = new Set<string>()
  const listed = ({ searchParams }: URL): Response => {
    const [seats, isRising] = [Number(searchParams.get('seats') ?? 1), searchParams.get('desc') === 'false']
    if (!Number.isInteger(seats) || seats < 1 || !isIn(searchParams.get('desc'), 'true', 'false')) return refused(400)
    if (!isIn(searchParams.get('sort'), 'seats')) return refused(400)
    const found = [...halls.values()].filter((hall) => Number(hall['seats']) >= seats)
    const turn = isRising ? 1 : -1
    return Response.json(found.toSorted((one, other) => turn * (Number(one['seats']) - Number(other['seats']))))
  }
  return async (request) => {
    const url = new URL(request.url)
    const key = url.pathname.split('/')[2]
    const { method } = request
    const allowed = key === undefined ? ['GET', 'POST'] : ['GET', 'PUT', 'DELETE']
    if (!allowed.includes(method)) return refused(405, { Allow: allowed.join(', ') })
    const old = halls.get(Number(key))
    if (key !== undefined && old === undefined) return refused(404)
    if (method === 'GET') return key === undefined ? listed(url) : Response.json(old)
    if (method === 'DELETE') {
      halls.set(Number(key), { ...old, isOpen: false })
      return new Response(null, { status: 204 })
    }
    if (request.headers.get('content-type') !== 'application/json') return refused(415)
    const sent = (await request.json().catch(() => ({}))) as Hall
    if (!isHall(sent)) return refused(400)
    const repeat = request.headers.get('idempotency-key')
    if (repeat !== null && keys.has(repeat)) return refused(409)
    if (repeat !== null) keys.add(repeat)
    const id = key === undefined ? halls.size + 1 : Number(key)
    const { name, seats, tone } = sent
    const owner = old === undefined ? sent['owner'] : old['owner']
    const rounded = typeof tone === 'number' ? { tone: Math.round(tone) } : {}
    halls.set(id, { id, name, seats, owner, ...rounded, isOpen: true })
    return Response.json(halls.get(id), { status: key === undefined ? 201 : 200 })
  }
}

function refused(status: number, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(null, { status, headers })
}

function isIn(value: string | null, ...values: readonly string[]): boolean {
  return value === null || values.includes(value)
}

function isHall({ name, seats, owner, tone }: Hall): boolean {
  const isTone = tone === undefined || (typeof tone === 'number' && tone >= 0 && tone <= 9)
  const areSeats = Number.isInteger(seats) && (seats as number) >= 1 && (seats as number) <= 900
  return isText(name, 1) && (owner === undefined || isText(owner, 0)) && isTone && areSeats
}

function isText(value: unknown, least: number): boolean {
  return typeof value === 'string' && Array.from(value).length >= least && Array.from(value).length <= 40
}

test('odd rules that the document states are no faults', async () => {
  const report = await fireAt(document, createHalls(), { mayLeave: () => true })
  expect(told(report)).toEqual([])
  const held = report.results.filter(({ status }) => status === 'pass').map(({ id }) => id)
  expect(held).toEqual(expect.arrayContaining(['law.read-equals-write[hall]', 'law.update-shows[hall]']))
})
