import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { createCrud, type Store, type Values } from './crud.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Lamps that a delete marks, and that an action brings back. */
const { document } = readWritten({
  'lamps.yaml': `openapi: 3.1.0
info: { title: lamps, version: '1' }
paths:
  /lamps:
    get:
      parameters: [ { name: filter, in: query, description: 'Filters the list, such as \`room = "hall"\`.', schema: { type: string } } ]
      description: Lists the lamps, without deleted ones.
      responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Lamp' } } } } } }
    post: { requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Lamp' } } } }, responses: { '201': &one { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Lamp' } } } }, '422': &no { description: refused } } }
  /lamps/{id}:
    parameters: &id [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { description: 'A deleted lamp is read too, with the state \`DELETED\`.', responses: { '200': *one, '404': *no } }
    patch: { description: 'A deleted lamp cannot be updated: 400 (FAILED).', requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Lamp' } } } }, responses: { '200': *one, '400': *no, '404': *no, '422': *no } }
    delete: { description: 'Marks the lamp as deleted: its state is \`DELETED\` then.', responses: { '200': *one, '404': *no } }
  /lamps/{id}/pause: { parameters: *id, post: { description: Pauses an active lamp., responses: { '200': *one, '400': { description: The lamp is not active. } } } }
  /lamps/{id}/resume: { parameters: *id, post: { description: Resumes a paused lamp., responses: { '200': *one, '400': { description: The lamp is not paused. } } } }
  /lamps/{id}/undelete: { parameters: *id, post: { description: 'Restores a deleted lamp as it was before its delete, in the state that it had. It has no deleteTime then.', responses: { '200': *one, '400': { description: The lamp is not deleted. } } } }
components:
  schemas:
    Lamp:
      type: object
      required: [ room ]
      properties:
        id: { type: integer, readOnly: true }
        state: { type: string, enum: [ ACTIVE, PAUSED, DELETED ], readOnly: true }
        deleteTime: { type: string, format: date-time, readOnly: true }
        room: { type: string, minLength: 1, maxLength: 40 }
`,
})

type Fault =
  | 'none'
  | 'updates-deleted'
  | 'pauses-deleted'
  | 'restores-as-active'
  | 'keeps-the-time'
  | 'reads-no-deleted'
  | 'filters-deleted'

interface Acting {
  readonly store: Store
  readonly fault: Fault
  /** The states before deletes. */
  readonly states: Map<number, unknown>
}

/** The lamp after an action; undefined where its state refuses the action. */
function acted(lamp: Values, action: string, { fault, states }: Acting): Values | undefined {
  const { state, deleteTime, ...rest } = lamp
  if (action === 'pause' && (state === 'ACTIVE' || (state === 'DELETED' && fault === 'pauses-deleted')))
    return { ...rest, state: 'PAUSED' }
  if (action === 'resume' && state === 'PAUSED') return { ...rest, state: 'ACTIVE' }
  if (action !== 'undelete' || state !== 'DELETED') return undefined
  const before = fault === 'restores-as-active' ? 'ACTIVE' : states.get(Number(lamp['id']))
  return { ...rest, state: before, ...(fault === 'keeps-the-time' ? { deleteTime } : {}) }
}

/** The answer to a list, an action, a delete, or a request at a deleted lamp; undefined for the usual answer. */
function answered({ method, url }: Request, acting: Acting): Response | undefined {
  const { store, fault, states } = acting
  const { pathname, searchParams } = new URL(url)
  const [, , own, action] = pathname.split('/')
  const id = Number(own)
  const lamp = store.get(id)
  const filter = /^room = "(.*)"$/.exec(searchParams.get('filter') ?? '')?.[1]
  if (own === undefined && method === 'GET') {
    if (filter === undefined && searchParams.has('filter')) return new Response(null, { status: 400 })
    const isHidden = ({ state }: Values): boolean =>
      state === 'DELETED' && !(fault === 'filters-deleted' && filter !== undefined)
    const shown = [...store.values()].filter((one) => !isHidden(one) && (filter ?? one['room']) === one['room'])
    return Response.json(shown)
  }
  if (lamp === undefined) return undefined
  const isDeleted = lamp['state'] === 'DELETED'
  if (action !== undefined) {
    if (method !== 'POST') return new Response(null, { status: 405, headers: { Allow: 'POST' } })
    const now = acted(lamp, action, acting)
    if (now !== undefined) store.set(id, now)
    return now === undefined ? new Response(null, { status: 400 }) : Response.json(now)
  }
  if (method === 'GET' && isDeleted && fault === 'reads-no-deleted') return new Response(null, { status: 404 })
  if (method === 'PATCH' && isDeleted && fault !== 'updates-deleted') return new Response(null, { status: 400 })
  if (method !== 'DELETE') return undefined
  if (isDeleted) return new Response(null, { status: 404 })
  states.set(id, lamp['state'])
  store.set(id, { ...lamp, state: 'DELETED', deleteTime: new Date().toISOString() })
  return Response.json(store.get(id))
}

const LAWS =
  /^law\.(?:other-state-is-refused|restored-is-read|deleted-is-shown|deleted-leaves-the-list|named-state-is-refused)\[/

async function fire(fault: Fault) {
  const states = new Map<number, unknown>()
  const { answer } = createCrud({
    path: '/lamps',
    isValid: ({ room }) => typeof room === 'string' && room !== '' && Array.from(room).length <= 40,
    created: ({ room }) => ({ room, state: 'ACTIVE' }),
    updated: { PATCH: (before, { room }) => ({ ...before, room }) },
    before: (request, store) => answered(request, { store, fault, states }),
  })
  return fireAt(document, answer, { selects: (id) => LAWS.test(id) })
}

test.each([
  ['none', []],
  ['updates-deleted', ['fail law.other-state-is-refused[lamp]']],
  ['pauses-deleted', ['fail law.other-state-is-refused[lamp]']],
  ['restores-as-active', ['fail law.restored-is-read[undelete]']],
  ['keeps-the-time', ['fail law.restored-is-read[undelete]']],
  ['reads-no-deleted', ['fail law.deleted-is-shown[lamp]']],
  ['filters-deleted', ['fail law.deleted-leaves-the-list[lamp]']],
] as const)('lamps that are marked as deleted: %s', async (fault, expected) => {
  const report = await fire(fault)
  expect(told(report)).toEqual(expected)
  expect(report.results.filter(({ status }) => status === 'skip')).toEqual([])
})
