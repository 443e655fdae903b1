import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { createCrud } from './crud.test-support.ts'
import { jsonIn } from './json-in.test-support.ts'
import { isObject } from '../../json/pointer.ts'
import { fireAt, told } from './fire-at.test-support.ts'

function documentWhere(words: string): ReturnType<typeof readWritten>['document'] {
  return readWritten({
    'notes.yaml': `openapi: 3.1.0
info: { title: notes, version: '1' }
paths:
  /notes:
    parameters: &dry [ { name: dryRun, in: query, description: ${words}, schema: { type: string, enum: [ none, all ] } } ]
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: &note { type: object, properties: { id: { type: integer, readOnly: true }, text: &text { type: string, minLength: 1, maxLength: 40 } } } } } } } } }
    post: { requestBody: &body { required: true, content: { application/json: { schema: { type: object, required: [ text ], properties: { text: *text } } } } }, responses: { '201': &one { description: one, content: { application/json: { schema: *note } } }, '422': &no { description: refused } } }
  /notes/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } }, { name: dryRun, in: query, description: ${words}, schema: { type: string, enum: [ none, all ] } } ]
    get: { responses: { '200': *one, '404': *no } }
    put: { requestBody: *body, responses: { '200': *one, '404': *no, '422': *no } }
    delete: { responses: { '204': { description: gone }, '404': *no } }
`,
  }).document
}

/** The case of the law at a server that stores what some methods only try. */
async function triedAt(stores: readonly string[], words = 'The change is validated and not persisted.') {
  const { answer, held } = createCrud({
    path: '/notes',
    isValid: ({ text }) => typeof text === 'string',
    updated: { PUT: (_, body) => body },
    isTrial: ({ url, method }) => new URL(url).searchParams.get('dryRun') === 'all' && !stores.includes(method),
  })
  const report = await fireAt(documentWhere(words), answer, { selects: (id) => id.startsWith('law.trial-changes') })
  expect(held()).toEqual([])
  return report.results.map(({ id, status, findings }) => [
    id,
    status,
    ...findings.map(({ message }) => message.replaceAll(/w[a-z]\d\w+|\/\d+/g, '_')),
  ])
}

test('a server whose trials store nothing is right', async () => {
  expect(await triedAt([])).toEqual([['law.trial-changes-nothing[note]', 'pass']])
})

test('a parameter without words about what is stored is no trial', async () => {
  expect(await triedAt(['PUT'], 'Shows a preview.')).toEqual([])
})

test.each([
  ['PUT', 'expected "_" at /text, got "_": a write with dryRun=all has changed it'],
  [
    'DELETE',
    'expected 2xx for a read after a write with dryRun=all, got 404 (GET /notes_): a write with dryRun=all has changed it',
  ],
  [
    'POST',
    'expected no member from a create that is only tried, got one at /notes_ (POST /notes?dryRun=all was answered 201)',
  ],
])('a %s that stores what it only tries is told, and nothing stays', async (method, message) => {
  expect(await triedAt([method])).toEqual([['law.trial-changes-nothing[note]', 'fail', message]])
})

/** Shelves in rooms, which count them. A write may be tried only. */
const { document: shelves } = readWritten({
  'rooms.yaml': `openapi: 3.1.0
info: { title: rooms, version: '1' }
paths:
  /rooms:
    post: { requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Room' } } } }, responses: { '201': &room { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Room' } } } }, '422': &no { description: refused } } }
  /rooms/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *room, '404': *no } }
    put:
      parameters: [ &only { name: validateOnly, in: query, description: 'If true, the request is checked as any other; nothing is stored.', schema: { type: boolean } } ]
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Room' } } } }
      responses: { '200': *room, '404': *no, '422': *no }
    delete: { responses: { '204': { description: gone }, '404': *no } }
  /rooms/{room}/shelves:
    parameters: [ { name: room, in: path, required: true, schema: { type: integer } } ]
    post:
      parameters: [ *only ]
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Shelf' } } } }
      responses: { '201': &shelf { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Shelf' } } } }, '404': *no, '422': *no }
  /rooms/{room}/shelves/{id}:
    parameters: [ { name: room, in: path, required: true, schema: { type: integer } }, { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *shelf, '404': *no } }
    delete: { responses: { '204': { description: gone }, '404': *no } }
components:
  schemas:
    Room: { type: object, required: [ label ], properties: { id: { type: integer, readOnly: true }, label: { type: string, minLength: 1, maxLength: 40 }, shelves: { type: integer, readOnly: true }, updatedAt: { type: string, format: date-time, readOnly: true } } }
    Shelf: { type: object, required: [ label ], properties: { id: { type: integer, readOnly: true }, label: { type: string, minLength: 1, maxLength: 40 } } }
`,
})

type TrialFault = 'none' | 'counts-trials' | 'moves-the-time' | 'checks-no-trial'

function refuse(status: number): Response {
  return new Response(null, { status })
}

const isValid = (sent: unknown): sent is { readonly label: string } =>
  isObject(sent) && typeof sent['label'] === 'string' && sent['label'] !== '' && Array.from(sent['label']).length <= 40

function createRooms(fault: TrialFault): (request: Request) => Promise<Response> {
  const rooms = new Map<number, { label: unknown; shelves: number; updatedAt: string; held: Map<number, unknown> }>()
  let last = 0
  const shown = (id: number) => {
    const { label, shelves: count, updatedAt } = rooms.get(id) ?? {}
    return Response.json({ id, label, shelves: count, updatedAt })
  }
  return async (request) => {
    const sent = jsonIn(await request.text())
    const { pathname, searchParams } = new URL(request.url)
    const [, , one, below, two] = pathname.split('/')
    const isTrial = searchParams.get('validateOnly') === 'true'
    const isPassed = isValid(sent) || (isTrial && fault === 'checks-no-trial')
    const [id, own] = [Number(one), Number(two)]
    const room = rooms.get(id)
    if (one === undefined) {
      if (!isPassed) return refuse(422)
      last += 1
      rooms.set(last, {
        label: (sent as { label: string }).label,
        shelves: 0,
        updatedAt: new Date().toISOString(),
        held: new Map(),
      })
      return Response.json({ id: last, ...(sent as object) }, { status: 201 })
    }
    if (room === undefined || (below !== undefined && two !== undefined && !room.held.has(own))) return refuse(404)
    if (request.method === 'GET') return two === undefined ? shown(id) : Response.json(room.held.get(own))
    if (request.method === 'DELETE') {
      if (two === undefined) rooms.delete(id)
      else room.held.delete(own)
      room.shelves = room.held.size
      return refuse(204)
    }
    if (!isPassed) return refuse(422)
    if (!isTrial || fault === 'counts-trials') room.shelves += below === undefined ? 0 : 1
    if (!isTrial || (fault === 'moves-the-time' && below === undefined))
      room.updatedAt = new Date(Date.now() + (last += 1)).toISOString()
    if (below === undefined) {
      if (!isTrial) room.label = (sent as { label: string }).label
      return shown(id)
    }
    last += 1
    const shelf = { id: last, ...(sent as object) }
    if (!isTrial) room.held.set(last, shelf)
    return Response.json(shelf, { status: 201 })
  }
}

test.each([
  ['none', []],
  ['counts-trials', ['fail law.trial-changes-nothing[shelf]']],
  ['moves-the-time', ['fail law.trial-changes-nothing[room]']],
  ['checks-no-trial', ['fail law.trial-is-checked[room]', 'fail law.trial-is-checked[shelf]']],
] as const)('rooms with trials: %s', async (fault, expected) => {
  const report = await fireAt(shelves, createRooms(fault), { selects: (id) => id.startsWith('law.trial') })
  expect(told(report).toSorted()).toEqual(expected)
  expect(report.results.filter(({ status }) => status === 'skip')).toEqual([])
})
