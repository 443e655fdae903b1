import { expect, test } from 'vitest'
import { readWritten } from '../document/written.test-support.ts'
import { fireAt, fireRun, lawRun } from './tests/fire-at.test-support.ts'
import { fireLaws, type Firing } from './tests/fire-laws.test-support.ts'

/** A server that has the API at another path. */
const elsewhere: Firing['change'] = (model, answers) => ({
  model,
  answers: { ...answers, answer: (call) => answers.answer({ ...call, path: ['v2', ...call.path] }) },
})

const bare: Firing['change'] = (model, answers) => ({
  model,
  answers: { ...answers, answer: () => ({ status: 404, body: { text: 'no such page' } }) },
})

test('a run that only reads, and is refused everything, is inconclusive', async () => {
  const { report } = await fireLaws('notes', { change: elsewhere, more: { mayWrite: () => false } })
  expect(report).toMatchObject({
    verdict: 'inconclusive',
    reason: 'nothing verified: no request was answered with a success; the first, GET /notes, was answered 404',
  })
})

test('refusals that break the schema are violations, with the same reason', async () => {
  const { report } = await fireLaws('notes', { change: bare, more: { mayWrite: () => false } })
  expect(report).toMatchObject({ verdict: 'violates', reason: expect.stringMatching(/^nothing verified: /) as unknown })
})

test('a run that only reads conforms where a list is answered', async () => {
  const { report } = await fireLaws('notes', { more: { mayWrite: () => false } })
  expect(report.verdict).toBe('conforms')
})

test('laws of refusals alone conform where the API is there', async () => {
  const { report } = await fireLaws('notes', { laws: ['malformed-json-is-refused', 'no-credentials-are-refused'] })
  expect(report.verdict).toBe('conforms')
})

test('a resource of which no member can be made is named where the rest conforms', async () => {
  const { report } = await fireLaws('notes', {
    laws: ['read-equals-write'],
    change: (model, answers) => ({
      model,
      answers: {
        ...answers,
        answer: (call) =>
          call.method === 'POST' && call.path.includes('comments')
            ? { status: 422, body: { text: 'refused' } }
            : answers.answer(call),
      },
    }),
  })
  expect([report.verdict, report.reason]).toEqual([
    'conforms',
    'not verified at comment, of which no member could be made',
  ])
})

/** Signs, and tasks below a team that no resource of the document makes. */
const TEAMS = `openapi: 3.1.0
info: { title: teams, version: '1' }
paths:
  /signs:
    post:
      requestBody: { required: true, content: { application/json: { schema: &named { $ref: '#/components/schemas/Named' } } } }
      responses: { '201': &one { description: one, content: { application/json: { schema: *named } } }, '400': { description: refused } }
  /signs/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': { description: none } } }
    delete: { responses: { '204': { description: gone } } }
  /teams/{team}/tasks:
    parameters: [ { name: team, in: path, required: true, schema: { type: string } } ]
    post:
      requestBody: { required: true, content: { application/json: { schema: *named } } }
      responses: { '201': *one, '400': { description: refused } }
  /teams/{team}/tasks/{id}:
    parameters: [ { name: team, in: path, required: true, schema: { type: string } }, { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': { description: none } } }
    delete: { responses: { '204': { description: gone } } }
components:
  schemas:
    Named: { type: object, required: [ name ], properties: { id: { type: integer, readOnly: true }, name: { type: string } } }
`

const selects = (id: string): boolean => id.startsWith('law.read-equals-write')

test('a resource below a scope without a value is named, with the flag that gives one', async () => {
  const store = new Map<number, object>()
  const handle = async (request: Request): Promise<Response> => {
    const id = Number(new URL(request.url).pathname.split('/').at(-1))
    if (request.method === 'POST') {
      const made = { ...((await request.json()) as object), id: store.size + 1 }
      store.set(made.id, made)
      return Response.json(made, { status: 201 })
    }
    if (!store.has(id)) return Response.json({}, { status: 404 })
    return request.method === 'GET' ? Response.json(store.get(id)) : new Response(null, { status: 204 })
  }
  const { document } = readWritten({ 'teams.yaml': TEAMS })
  const report = await fireAt(document, handle, { selects })
  expect([report.verdict, report.reason]).toEqual(['conforms', 'not verified at task, without --scope team=VALUE'])
  const whole = await fireAt(document, handle, { selects, scopes: { team: 'a' } })
  expect([whole.verdict, whole.reason]).toEqual(['conforms', undefined])
})

const nothing = (): Promise<Response> => Promise.resolve(Response.json({}, { status: 404 }))

test('a target without the path of the document is told the URL to give', async () => {
  const { document } = readWritten({ 'teams.yaml': TEAMS.replace('paths:', 'servers: [ { url: /v1 } ]\npaths:') })
  const { target, ...run } = lawRun(document, nothing, { scopes: { team: 'a' } })
  const report = await fireRun({ ...run, target: { ...target, name: 'http://127.0.0.1:1' } })
  expect(report.reason).toMatch(
    /; the document has its paths below \/v1, which the target lacks: give http:\/\/127.0.0.1:1\/v1$/,
  )
})

/** The teams themselves, too. */
const OF_TEAMS = TEAMS.replace(
  '  /teams/{team}/tasks:',
  `  /teams:
    post:
      requestBody: { required: true, content: { application/json: { schema: *named } } }
      responses: { '201': *one, '400': { description: refused } }
  /teams/{team}:
    parameters: [ { name: team, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': { description: none } } }
    delete: { responses: { '204': { description: gone } } }
  /teams/{team}/tasks:`,
)

test('a resource below one of which no member can be made is named too, and a note shows the body and the answer', async () => {
  const { document } = readWritten({ 'teams.yaml': OF_TEAMS })
  let made = {}
  const handle = async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url)
    if (request.method === 'DELETE') return new Response(null, { status: 204 })
    if (request.method === 'POST' && pathname === '/teams') return Response.json('no league', { status: 400 })
    if (request.method === 'POST') made = { ...((await request.json()) as object), id: 1 }
    return Response.json(made, { status: request.method === 'POST' ? 201 : 200 })
  }
  const report = await fireAt(document, handle, { selects })
  expect(report.reason).toBe('not verified at team, task, of which no member could be made')
  expect(report.notes?.join()).toMatch(
    /^no team could be made: POST \/teams was answered 400; its body was \{"name":"[^"]+"\}, and the answer "no league"; laws that need/,
  )
})

/** Barrels, which no path of the document leads to once they are made, so that nothing deletes them. */
const BARRELS = `openapi: 3.1.0
info: { title: barrels, version: '1' }
paths:
  /barrels:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { type: string } } } } } } }
  /barrels/fill:
    post: { requestBody: { required: true, content: { application/json: { schema: { type: object, properties: { wine: { type: string } } } } } }, responses: { '201': { description: filled } } }
`

function emptyList(request: Request): Promise<Response> {
  const isList = request.method === 'GET' && new URL(request.url).pathname === '/barrels'
  return Promise.resolve(isList ? Response.json([]) : new Response(null, { status: 404 }))
}

test('a whole run that may write, and can make nothing, is inconclusive', async () => {
  const { document } = readWritten({ 'barrels.yaml': BARRELS })
  const [writing, reading] = [
    await fireAt(document, emptyList),
    await fireAt(document, emptyList, { mayWrite: () => false }),
  ]
  expect([writing.verdict, writing.reason]).toEqual([
    'inconclusive',
    'no member of any resource could be made; no law that writes could be checked',
  ])
  expect(reading.verdict).toBe('conforms')
})
