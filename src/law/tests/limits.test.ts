import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { fireAt } from './fire-at.test-support.ts'
import { jsonIn } from './json-in.test-support.ts'

const schema = (name: string): string =>
  `{ content: { application/json: { schema: { $ref: '#/components/schemas/${name}' } } } }`
const answer = (name: string): string => schema(name).replace('{', '{ description: one,')

/** Events with seats that registrations below them take. */
const documentOf = (refusal: string, more = ''): ReturnType<typeof readWritten>['document'] =>
  readWritten({
    'events.yaml': `openapi: 3.1.0
info: { title: events, version: '1' }
paths:
  /events: { post: { requestBody: ${schema('Event')}, responses: { '201': ${answer('Event')}, '422': &no { description: no } } } }
  /events/{eventId}:
    parameters: &event [ { name: eventId, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': ${answer('Event')}, '404': *no } }
    patch: { description: Changes what is sent., requestBody: ${schema('Part')}, responses: { '200': ${answer('Event')}, '404': *no, '422': *no } }
    delete: &remove { responses: { '204': { description: gone }, '404': *no } }
  /events/{eventId}/registrations:
    parameters: *event
    post: { requestBody: ${schema('Registration')}, responses: { '201': ${answer('Registration')}, '404': *no, '409': { description: '${refusal}' }, '422': *no } }
  /events/{eventId}/registrations/{registrationId}:
    parameters: [ { name: eventId, in: path, required: true, schema: { type: integer } }, { name: registrationId, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': ${answer('Registration')}, '404': *no } }
    delete: *remove
components:
  schemas:
    Part: { type: object, properties: { title: { type: string, minLength: 1 }, capacity: &number { type: integer, minimum: 1, maximum: 500 } } }
    Event: { type: object, required: [ title, capacity ], properties: { id: { type: integer, readOnly: true }, title: { type: string, minLength: 1 }, capacity: *number } }
    Registration: { type: object, required: [ name ], properties: { id: { type: integer, readOnly: true }, name: { type: string, minLength: 1 }${more} } }
`,
  }).document

type Values = Readonly<Record<string, unknown>>
const status = (code: number): Response => new Response(null, { status: code })

/** The outcome of the law at a server that takes as many registrations as an event has seats, and some more. */
async function outcome(more: number, document = documentOf('The event is full.')): Promise<readonly string[]> {
  const events = new Map<number, { values: Values; registrations: Map<number, Values> }>()
  let last = 0
  const report = await fireAt(
    document,
    async (request) => {
      const { method, url } = request
      const [, , eventId, below, key] = new URL(url).pathname.split('/')
      const body = (jsonIn(await request.text()) ?? {}) as Values
      const event = events.get(Number(eventId))
      if (method === 'POST') last += 1
      if (eventId !== undefined && event === undefined) return status(404)
      if (below !== undefined && event !== undefined) {
        const { registrations, values } = event
        if (method === 'POST') {
          if (typeof body['name'] !== 'string' || body['name'] === '') return status(422)
          if (registrations.size >= Number(values['capacity']) + more) return status(409)
          registrations.set(last, { id: last, name: body['name'] })
          return Response.json(registrations.get(last), { status: 201 })
        }
        const found = registrations.get(Number(key))
        if (method === 'DELETE') registrations.delete(Number(key))
        return found === undefined ? status(404) : method === 'DELETE' ? status(204) : Response.json(found)
      }
      if (method === 'DELETE') return status(events.delete(Number(eventId)) ? 204 : 404)
      if (method === 'GET') return Response.json(event?.values)
      const values: Values = { ...event?.values, ...body, id: event?.values['id'] ?? last }
      const { title, capacity } = values
      const isRight = typeof title === 'string' && title !== '' && Number.isInteger(capacity) && Number(capacity) > 0
      if (!isRight) return status(422)
      events.set(Number(values['id']), { values, registrations: event?.registrations ?? new Map<number, Values>() })
      return Response.json(values, { status: method === 'POST' ? 201 : 200 })
    },
    { selects: (id) => id === 'law.limits-are-kept[registration]' },
  )
  return report.results.flatMap(({ status: one, findings }) => [one, ...findings.map(({ message }) => message)])
}

test('a server that keeps to its limit is not accused', async () => {
  expect(await outcome(0)).toEqual(['pass'])
})

test('one more than the capacity is told', async () => {
  const [first, message] = await outcome(1)
  expect(first).toBe('fail')
  expect(message).toMatch(/one more than 1 at \/capacity of an event, as the document says: "The event is full"/)
})

test('words that name the property in backticks say the limit too', async () => {
  const document = documentOf('The name is taken, or the event has `capacity` registrations.')
  expect([(await outcome(0, document))[0], (await outcome(1, document))[0]]).toEqual(['pass', 'fail'])
})

test('registrations with a state, or of several seats, are held to less', async () => {
  const states = ', status: { type: string, readOnly: true, enum: [ waiting, confirmed ] }'
  expect((await outcome(1, documentOf('The event is full.', states)))[0]).toBe('warn')
  const seats = ', seats: { type: integer, minimum: 1, maximum: 9 }'
  expect((await outcome(1, documentOf('The event is full.', seats)))[0]).not.toBe('fail')
})

test('a limit of confirmed registrations says nothing of others', async () => {
  const states = ', status: { type: string, readOnly: true, enum: [ waiting, confirmed ] }'
  const document = documentOf('The event has `capacity` confirmed registrations.', states)
  expect(await outcome(1, document)).toEqual(['skip'])
})
