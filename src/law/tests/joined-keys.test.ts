import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Alarms, whose callers need a key of the organization and one of the application. */
const DOCUMENT = `openapi: 3.1.0
info: { title: alarms, version: '1' }
security: [ { apiKey: [], appKey: [] } ]
paths:
  /alarms:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: &alarm { $ref: '#/components/schemas/Alarm' } } } } } } }
    post:
      requestBody: { content: { application/json: { schema: *alarm } } }
      responses: { '201': &one { description: one, content: { application/json: { schema: *alarm } } }, '401': &no { description: no } }
  /alarms/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '401': *no, '404': *no } }
    delete: { responses: { '204': { description: gone }, '401': *no, '404': *no } }
components:
  securitySchemes:
    apiKey: { type: apiKey, in: header, name: X-API-KEY }
    appKey: { type: apiKey, in: header, name: X-APP-KEY }
  schemas: { Alarm: { type: object, required: [ name ], properties: { id: { type: integer, readOnly: true }, name: { type: string } } } }
`

const { document } = readWritten({ 'alarms.yaml': DOCUMENT })

/** @param needed the keys that the server looks at */
function createAlarms(needed: readonly string[], refusal = 401): (request: Request) => Promise<Response> {
  const store = new Map<number, object>()
  let last = 0
  return async (request) => {
    const { method, headers } = request
    const [, , own] = new URL(request.url).pathname.split('/')
    const known = { 'X-API-KEY': 'api', 'X-APP-KEY': 'app' }
    const isWrong = Object.entries(known).some(([name, key]) => needed.includes(name) && headers.get(name) !== key)
    if (isWrong) return Response.json({}, { status: refusal })
    if (method === 'POST') {
      const alarm = { ...((await request.json()) as object), id: (last += 1) }
      store.set(last, alarm)
      return Response.json(alarm, { status: 201 })
    }
    if (own === undefined) return Response.json([...store.values()])
    const alarm = store.get(Number(own))
    if (alarm === undefined) return Response.json({}, { status: 404 })
    if (method === 'GET') return Response.json(alarm)
    store.delete(Number(own))
    return new Response(null, { status: 204 })
  }
}

const principals = { owner: { headers: { 'X-API-KEY': 'api', 'X-APP-KEY': 'app' } } }
const LAW = 'law.each-credential-is-needed[alarm]'

const BOTH = ['X-API-KEY', 'X-APP-KEY']

test.each([
  { name: 'both keys', needed: BOTH, refusal: 401, expected: [] },
  { name: 'both keys, with 400', needed: BOTH, refusal: 400, expected: [`warn ${LAW}`] },
  { name: 'the first key alone', needed: ['X-API-KEY'], refusal: 401, expected: [`fail ${LAW}`] },
  { name: 'the second key alone', needed: ['X-APP-KEY'], refusal: 401, expected: [`fail ${LAW}`] },
])('a server that looks at $name', async ({ needed, refusal, expected }) => {
  const report = await fireAt(document, createAlarms(needed, refusal), { principals, selects: (id) => id === LAW })
  expect(told(report)).toEqual(expected)
})

test('an owner without the second key leaves nothing out', async () => {
  const owner = { headers: { 'X-API-KEY': 'api' } }
  const report = await fireAt(document, createAlarms(['X-API-KEY']), {
    principals: { owner },
    selects: (id) => id === LAW,
  })
  expect(report.results.find(({ id }) => id === LAW)?.status).toBe('skip')
})
