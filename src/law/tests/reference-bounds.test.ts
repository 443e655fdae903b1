import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { isObject } from '../../json/pointer.ts'
import { fireAt, told } from './fire-at.test-support.ts'
import { jsonIn } from './json-in.test-support.ts'

/** Lamps and timers in rooms. A timer names a lamp of its room that is not deleted; a read shows deleted lamps. */
const { document } = readWritten({
  'rooms.yaml': `openapi: 3.1.0
info: { title: rooms, version: '1' }
paths:
  /rooms:
    post: { requestBody: &named { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Named' } } } }, responses: { '201': &one { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Named' } } } }, '400': &no { description: refused } } }
  /rooms/{room}:
    parameters: &room [ { name: room, in: path, required: true, schema: { type: string } } ]
    get: { responses: { '200': *one, '404': *no } }
    delete: { responses: { '204': { description: gone }, '404': *no } }
  /rooms/{room}/lamps:
    parameters: *room
    post: { requestBody: *named, responses: { '201': *one, '400': *no, '404': *no } }
  /rooms/{room}/lamps/{lamp}:
    parameters: [ { name: room, in: path, required: true, schema: { type: string } }, { name: lamp, in: path, required: true, schema: { type: string } } ]
    get: { description: A deleted lamp is read too., responses: { '200': *one, '404': *no } }
    delete: { description: Marks the lamp as deleted., responses: { '204': { description: gone }, '404': *no } }
  /rooms/{room}/timers:
    parameters: *room
    post: { requestBody: &timer { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Timer' } } } }, responses: { '201': &timed { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Timer' } } } }, '400': *no, '404': *no } }
  /rooms/{room}/timers/{timer}:
    parameters: [ { name: room, in: path, required: true, schema: { type: string } }, { name: timer, in: path, required: true, schema: { type: string } } ]
    get: { responses: { '200': *timed, '404': *no } }
    patch: { requestBody: *timer, responses: { '200': *timed, '400': *no, '404': *no } }
    delete: { responses: { '204': { description: gone }, '404': *no } }
components:
  schemas:
    Named: { type: object, required: [ title ], properties: { id: { type: string, readOnly: true }, deletedAt: { type: string, readOnly: true }, title: { type: string, minLength: 1 } } }
    Timer: { type: object, required: [ title, lampId ], properties: { id: { type: string, readOnly: true }, title: { type: string, minLength: 1 }, lampId: { type: string, description: The id of the lamp. It must exist in the same room and must not be deleted. } } }
`,
})

type Fault = 'none' | 'takes-any-room' | 'takes-deleted' | 'updates-to-deleted'

function createRooms(fault: Fault): (request: Request) => Promise<Response> {
  const members = new Map<string, Readonly<Record<string, unknown>>>()
  let last = 0
  const isNamed = (room: string, id: unknown, isUpdate: boolean): boolean => {
    const key = [...members.keys()].find((path) => path.endsWith(`/lamps/${String(id)}`))
    const lamp = members.get(key ?? '')
    const mayBeDeleted = fault === 'takes-deleted' || (fault === 'updates-to-deleted' && isUpdate)
    const isThere = lamp !== undefined && (lamp['deletedAt'] === undefined || mayBeDeleted)
    return isThere && (fault === 'takes-any-room' || key?.startsWith(`/rooms/${room}/`) === true)
  }
  return async (request) => {
    const { method } = request
    const { pathname } = new URL(request.url)
    const [, , room = '', kind = ''] = pathname.split('/')
    const sent = jsonIn(await request.text())
    const held = members.get(pathname)
    if (kind !== '' && !members.has(`/rooms/${room}`)) return Response.json({}, { status: 404 })
    if (method === 'POST' || method === 'PATCH') {
      if (method === 'PATCH' && held === undefined) return Response.json({}, { status: 404 })
      const whole = { ...held, ...(isObject(sent) ? sent : {}) }
      const isValid = typeof whole['title'] === 'string' && whole['title'] !== ''
      if (!isValid || (kind === 'timers' && !isNamed(room, whole['lampId'], method === 'PATCH')))
        return Response.json({}, { status: 400 })
      if (held === undefined) last += 1
      const id = held?.['id'] ?? `m${last}`
      const path = held === undefined ? `${pathname}/m${last}` : pathname
      members.set(path, { ...whole, id })
      return Response.json(members.get(path), { status: method === 'POST' ? 201 : 200 })
    }
    if (held === undefined) return Response.json({}, { status: 404 })
    if (method === 'GET') return Response.json(held)
    if (kind === 'lamps' && held['deletedAt'] === undefined) members.set(pathname, { ...held, deletedAt: 'now' })
    else members.delete(pathname)
    return new Response(null, { status: 204 })
  }
}

const LAW = 'law.reference-keeps-its-bounds[timer]'

test.each([
  ['none', []],
  ['takes-any-room', [`fail ${LAW}`]],
  ['takes-deleted', [`fail ${LAW}`]],
  ['updates-to-deleted', [`fail ${LAW}`]],
] as const)('a timer names a lamp of its room that is not deleted: %s', async (fault, expected) => {
  const report = await fireAt(document, createRooms(fault), { selects: (id) => id === LAW })
  expect(told(report)).toEqual(expected)
  expect(report.results.map(({ status }) => status)).toEqual([fault === 'none' ? 'pass' : 'fail'])
})
