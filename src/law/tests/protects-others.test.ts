import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import type { Report } from '../../report/report.ts'
import { fireAt } from './fire-at.test-support.ts'

const LAMP = `type: object
      required: [ colour, label ]
      properties:
        colour: { enum: [ red, green, blue ] }
        label: { type: string, maxLength: 60 }`

/** Lamps, which a PUT creates and replaces. There are three at most: one for each colour. */
const DOCUMENT = `openapi: 3.1.0
info: { title: lamps, version: '1' }
paths:
  /lamps:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: &lamp { $ref: '#/components/schemas/Lamp' } } } } } } }
  /lamps/{colour}:
    parameters: [ { name: colour, in: path, required: true, schema: { enum: [ red, green, blue ] } } ]
    get: { responses: { '200': &one { description: one, content: { application/json: { schema: *lamp } } }, '404': { description: none } } }
    put:
      operationId: createOrReplaceLamp
      requestBody: { required: true, content: { application/json: { schema: *lamp } } }
      responses: { '200': *one, '201': *one, '400': { description: wrong } }
    delete: { responses: { '204': { description: gone }, '404': { description: none } } }
components:
  schemas:
    Lamp:
      ${LAMP}
`

/** A server with the lamps of other clients. */
function lamps(...colours: readonly string[]): {
  readonly store: Map<string, unknown>
  readonly handle: (request: Request) => Promise<Response>
} {
  const store = new Map<string, unknown>(colours.map((colour) => [colour, { colour, label: `of others, ${colour}` }]))
  return {
    store,
    async handle(request) {
      const [, , colour] = new URL(request.url).pathname.split('/')
      if (colour === undefined) return Response.json([...store.values()])
      if (request.method === 'PUT') return put(store, colour, await request.text())
      if (!store.has(colour)) return Response.json({}, { status: 404 })
      if (request.method === 'GET') return Response.json(store.get(colour))
      if (request.method === 'DELETE') store.delete(colour)
      return new Response(null, { status: request.method === 'DELETE' ? 204 : 405 })
    },
  }
}

function put(store: Map<string, unknown>, colour: string, text: string): Response {
  const isKnown = ['red', 'green', 'blue'].includes(colour)
  let body: Readonly<Record<string, unknown>> = {}
  try {
    body = Object(JSON.parse(text)) as typeof body
  } catch {
    return Response.json({}, { status: 400 })
  }
  if (!isKnown || body['colour'] !== colour || typeof body['label'] !== 'string')
    return Response.json({}, { status: 400 })
  const status = store.has(colour) ? 200 : 201
  store.set(colour, { colour, label: body['label'] })
  return Response.json(store.get(colour), { status })
}

function fireAtLamps(handle: (request: Request) => Promise<Response>): Promise<Report> {
  return fireAt(readWritten({ 'lamps.yaml': DOCUMENT }).document, handle)
}

test('members of others are never replaced or deleted, although only a few keys exist', async () => {
  const { store, handle } = lamps('red', 'green', 'blue')
  const before = JSON.stringify([...store])
  const sent: string[] = []
  const report = await fireAtLamps((request) => {
    sent.push(`${request.method} ${new URL(request.url).pathname}`)
    return handle(request)
  })
  expect(JSON.stringify([...store])).toBe(before)
  expect(mustsOf(report)).toEqual([])
  expect(sent).toContain('GET /lamps')
})

test.each([[], ['red'], ['blue'], ['red', 'green']])(
  'beside %j, free keys are used, and free again afterwards',
  async (...taken) => {
    const { store, handle } = lamps(...taken)
    const before = JSON.stringify([...store])
    const sent: string[] = []
    const report = await fireAtLamps((request) => {
      sent.push(request.method)
      return handle(request)
    })
    expect(JSON.stringify([...store])).toBe(before)
    expect(mustsOf(report)).toEqual([])
    expect(sent).toContain('PUT')
    expect(sent).toContain('DELETE')
  },
)

const mustsOf = ({ causes }: Report): readonly string[] =>
  causes.flatMap(({ level, id, message }) => (level === 'must' ? [`${id}: ${message}`] : []))
