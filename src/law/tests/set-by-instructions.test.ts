import { expect, test } from 'vitest'
import { listOf } from '../../json/list-of.ts'
import { isObject } from '../../json/pointer.ts'
import { readWritten } from '../../document/written.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'
import { objectIn } from './json-in.test-support.ts'

/** The paths of rooms, and those of modes. */
const collection = (root: string, parameter: string): string => `
  /${root}:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/${root}' } } } } } } }
    post: { requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/${root}' } } } }, responses: { '201': { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/${root}' } } } }, '400': *no, '409': *no } }
  /${root}/{${parameter}}:
    parameters: [ { name: ${parameter}, in: path, required: true, schema: { type: string } } ]
    get: { responses: { '200': { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/${root}' } } } }, '404': *no } }
    delete: { responses: { '204': *no, '404': *no } }`

/** Rooms, modes, and lamps that stand once for each pair of them and are set by instructions. */
const { document } = readWritten({
  'rooms.yaml': `openapi: 3.1.0
info: { title: rooms, version: '1' }
paths:
  /rooms/{roomKey}/lamps/{modeKey}:
    parameters: [ { name: roomKey, in: path, required: true, schema: { type: string } }, { name: modeKey, in: path, required: true, schema: { type: string } } ]
    get: { responses: { '200': &lamp { description: one, content: { application/json: { schema: { type: object, required: [ on, changes ], properties: { on: { type: boolean }, changes: { type: integer } } } } } }, '404': &no { description: refused } } }
    patch: { requestBody: { required: true, content: { application/json: { schema: { type: object, additionalProperties: false, required: [ instructions ], properties: { instructions: { type: array, minItems: 1, items: { type: object, additionalProperties: false, required: [ kind ], properties: { kind: { type: string, enum: [ turnOn, turnOff ] } } } } } } } } }, responses: { '200': *lamp, '400': *no, '404': *no } }${collection('rooms', 'roomKey')}${collection('modes', 'modeKey')}
components:
  schemas:
    rooms: &member { type: object, required: [ key ], properties: { key: { type: string, pattern: '^[a-z0-9]{1,30}$' } } }
    modes: *member
`,
})

type Fault = 'set-in-all-modes'

const status = (code: number): Response => new Response(null, { status: code })

function isRight(one: unknown): boolean {
  return isObject(one) && Object.keys(one).length === 1 && ['turnOn', 'turnOff'].includes(String(one['kind']))
}

/** The last instruction; undefined for a body that breaks the schema. */
function lastOf(body: Readonly<Record<string, unknown>> | undefined): string | undefined {
  const all = listOf(body?.['instructions'])
  const last = all.at(-1)
  const isValid = Object.keys(body ?? {}).length === 1 && all.every(isRight)
  return isValid && isObject(last) ? String(last['kind']) : undefined
}

/** A right server, but for a fault. It counts the changes of all lamps. */
function createRooms(fault?: Fault): (request: Request) => Promise<Response> {
  const held = { rooms: new Set<string>(), modes: new Set<string>() }
  const on = new Map<string, boolean>()
  let changes = 0
  return async (request) => {
    const { method, url } = request
    const [, root, key, below, last = ''] = new URL(url).pathname.split('/')
    const body = objectIn(await request.text())
    if (root !== 'rooms' && root !== 'modes') return status(404)
    if (key === undefined) {
      if (method === 'GET') return Response.json([...held[root]].map((one) => ({ key: one })))
      const own = String(body?.['key'])
      if (!/^[a-z0-9]{1,30}$/.test(own)) return status(400)
      if (held[root].has(own)) return status(409)
      held[root].add(own)
      return Response.json({ key: own }, { status: 201 })
    }
    if (!held[root].has(key)) return status(404)
    if (below === undefined) {
      if (method === 'DELETE') held[root].delete(key)
      return method === 'GET' ? Response.json({ key }) : status(method === 'DELETE' ? 204 : 405)
    }
    if (!held.modes.has(last)) return status(404)
    const pair = fault === 'set-in-all-modes' ? key : `${key} ${last}`
    const kind = method === 'PATCH' ? lastOf(body) : undefined
    if (method !== 'GET' && kind === undefined) return status(method === 'PATCH' ? 400 : 405)
    if (kind !== undefined) changes += 1
    if (kind !== undefined) on.set(pair, kind === 'turnOn')
    return Response.json({ on: on.get(pair) ?? false, changes })
  }
}

function isOfLaw(id: string): boolean {
  return id === 'law.children-stay-with-their-parent[lamp]'
}

async function toldOf(fault?: Fault): Promise<readonly string[]> {
  return told(await fireAt(document, createRooms(fault), { level: 'should', selects: isOfLaw }))
}

test('what instructions set below one parent is told where it is set below another one too', async () => {
  expect(await toldOf('set-in-all-modes')).toEqual(['fail law.children-stay-with-their-parent[lamp]'])
})

test('a count of all changes is no value of another parent', async () => {
  expect(await toldOf()).toEqual([])
})
