import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { isObject } from '../../json/pointer.ts'
import { realClock } from '../../send/clock.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Queues as in Kubernetes: what the caller sets is in `metadata` and `spec`, and what the server sets in `metadata` and `status`. */
const DOCUMENT = `openapi: 3.1.0
info: { title: queues, version: '1' }
paths:
  /queues:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: &queue { $ref: '#/components/schemas/Queue' } } } } } } }
    post: { requestBody: &body { required: true, content: { application/json: { schema: *queue } } }, responses: { '201': &one { description: one, content: { application/json: { schema: *queue } } }, '400': &no { description: refused, content: { application/json: { schema: { $ref: '#/components/schemas/Problem' } } } } } }
  /queues/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    put: { description: Replaces a queue., requestBody: *body, responses: { '200': *one, '400': *no, '404': *no, '409': *no } }
    patch: { requestBody: { required: true, content: { application/merge-patch+json: { schema: { $ref: '#/components/schemas/Change' } } } }, responses: { '200': *one, '400': *no, '404': *no, '409': *no } }
    delete: { responses: { '204': { description: gone }, '404': *no } }
components:
  schemas:
    Problem: { type: object, required: [ code ], properties: { code: { type: integer, description: Suggested HTTP return code. }, message: { type: string } } }
    Metadata:
      type: object
      properties:
        id: { type: integer, readOnly: true }
        uid: { type: string, readOnly: true }
        resourceVersion: { type: string, description: Changes with every write. An update with one that is not the current one is refused. Populated by the system. }
        creationTimestamp: { type: string, format: date-time, readOnly: true }
        labels: { type: object, additionalProperties: { type: string } }
        note: { type: string }
    Spec: { type: object, required: [ capacity ], properties: { capacity: { type: integer, minimum: 1 }, mode: { enum: [ fifo, lifo ], default: fifo }, engine: { enum: [ disk, memory ], description: Immutable. }, comment: { type: string }, paused: { type: boolean } } }
    Change: { type: object, properties: { metadata: { $ref: '#/components/schemas/Metadata' }, spec: { type: object, properties: { capacity: { type: integer, minimum: 1 }, mode: { enum: [ fifo, lifo ] }, engine: { enum: [ disk, memory ] }, comment: { type: string }, paused: { type: boolean } } } } }
    Queue: { type: object, required: [ metadata, spec ], properties: { metadata: { $ref: '#/components/schemas/Metadata' }, spec: { $ref: '#/components/schemas/Spec' }, status: { type: object, readOnly: true, properties: { depth: { type: integer }, phase: { enum: [ Pending, Ready ] } } } } }
`

const { document } = readWritten({ 'queues.yaml': DOCUMENT })

type Deviation =
  | 'takes-the-uid'
  | 'takes-the-status'
  | 'takes-any-version'
  | 'keeps-the-version-of-labels'
  | 'keeps-what-is-null'
  | 'resets-the-mode'
  | 'keeps-the-note'
  | 'changes-the-engine'
  | 'makes-anew'
  | 'has-another-code'
  | 'lists-the-first-version'
  | 'drops-false'

type Part = Readonly<Record<string, unknown>>

/** The time as in Kubernetes, which shows no part of a second. */
const wholeSecond = (): string => `${new Date().toISOString().slice(0, 19)}Z`

interface Queue {
  readonly metadata: Part
  readonly spec: Part
  readonly status: Part
}

function isValid(sent: Part, isWhole: boolean): boolean {
  const { metadata = isWhole ? undefined : {}, spec } = sent
  if (!isObject(metadata) || (isWhole && !isObject(spec))) return false
  const {
    capacity,
    mode = 'fifo',
    engine = 'disk',
    comment = '',
    paused = true,
  } = isObject(spec) ? spec : { capacity: 1 }
  const isCapacity = Number.isInteger(capacity) && Number(capacity) > 0
  const { labels = {}, note = '', resourceVersion = '' } = metadata
  const texts = [...Object.values(isObject(labels) ? labels : { labels: 1 }), note, comment, resourceVersion]
  return (
    (isCapacity || (!isWhole && capacity === undefined)) &&
    ['fifo', 'lifo', null].includes(mode as string) &&
    ['disk', 'memory'].includes(engine as string) &&
    typeof paused === 'boolean' &&
    texts.every((text) => typeof text === 'string' || (!isWhole && text === null))
  )
}

function merged(old: unknown, patch: unknown, keepsNull: boolean): unknown {
  if (!isObject(patch)) return patch
  const whole = new Map(Object.entries(isObject(old) ? old : {}))
  for (const [name, value] of Object.entries(patch))
    if (value !== null) whole.set(name, merged(whole.get(name), value, keepsNull))
    else if (!keepsNull) whole.delete(name)
  return Object.fromEntries(whole)
}

function createQueues(deviation?: Deviation): (request: Request) => Promise<Response> {
  const is = (one: Deviation): boolean => deviation === one
  const store = new Map<number, Queue>()
  let last = 0
  const refuse = (status: number): Response =>
    Response.json({ code: is('has-another-code') ? 400 : status }, { status })
  /** The member with what the server sets in it. */
  const stored = (id: number, sent: Part, old: Queue | undefined): Queue => {
    const { uid: sentUid, ...metadata } = isObject(sent['metadata']) ? sent['metadata'] : {}
    const spec = { mode: 'fifo', ...(sent['spec'] as Part) }
    const isSame = JSON.stringify(spec) === JSON.stringify(old?.spec)
    const version = Number(old?.metadata['resourceVersion'] ?? 0)
    const uid = old?.metadata['uid'] ?? `uid-${id}`
    return {
      metadata: {
        ...metadata,
        id,
        uid: is('takes-the-uid') ? (sentUid ?? uid) : uid,
        resourceVersion: String(is('keeps-the-version-of-labels') && isSame ? version : version + 1),
        creationTimestamp:
          (is('makes-anew') ? wholeSecond() : old?.metadata['creationTimestamp']) ?? new Date().toISOString(),
      },
      spec,
      status: (is('takes-the-status') && isObject(sent['status']) ? sent['status'] : old?.status) ?? {
        depth: 0,
        phase: 'Pending',
      },
    }
  }
  /** The whole member that a write sends: a patch is merged into the member. */
  const wholeOf = (method: string, sent: Part, old: Queue): Part => {
    if (method === 'PATCH') {
      const whole = merged(old, sent, is('keeps-what-is-null')) as Part
      const { mode: _mode, ...spec } = whole['spec'] as Part
      return is('resets-the-mode') && isObject(sent['spec']) && !('mode' in sent['spec']) ? { ...whole, spec } : whole
    }
    const { note } = old.metadata
    return is('keeps-the-note') ? { ...sent, metadata: { note, ...(sent['metadata'] as Part) } } : sent
  }
  return async (request) => {
    const [, , own] = new URL(request.url).pathname.split('/')
    const isRead = request.method === 'GET' || request.method === 'HEAD'
    if (own === undefined && isRead) {
      const shown = [...store.values()]
      if (!is('lists-the-first-version')) return Response.json(shown)
      return Response.json(shown.map((one) => ({ ...one, metadata: { ...one.metadata, resourceVersion: '1' } })))
    }
    const sent: unknown = isRead ? undefined : await request.json().catch(() => null)
    const id = Number(own)
    const old = store.get(id)
    if (own !== undefined && (old === undefined || String(id) !== own)) return refuse(404)
    if (isRead) return Response.json(old)
    if (request.method === 'DELETE') return new Response(null, { status: store.delete(id) ? 204 : 404 })
    if (request.method === 'POST' && own !== undefined)
      return new Response(null, { status: 405, headers: { Allow: 'GET, PUT, PATCH, DELETE' } })
    if (request.headers.get('content-type')?.includes('json') !== true) return refuse(415)
    if (!isObject(sent) || !isValid(sent, request.method !== 'PATCH')) return refuse(400)
    if (old === undefined) {
      last += 1
      store.set(last, stored(last, sent, undefined))
      return Response.json(store.get(last), { status: 201 })
    }
    const { resourceVersion = old.metadata['resourceVersion'] } = isObject(sent['metadata']) ? sent['metadata'] : {}
    if (resourceVersion !== old.metadata['resourceVersion'] && !is('takes-any-version')) return refuse(409)
    const isCleared = isObject(sent['spec']) && sent['spec']['paused'] === false
    const whole = wholeOf(request.method, sent, old)
    const { paused } = old.spec
    const isLost = isCleared && is('drops-false')
    const next = stored(id, isLost ? { ...whole, spec: { ...(whole['spec'] as Part), paused } } : whole, old)
    if (next.spec['engine'] !== old.spec['engine'] && !is('changes-the-engine')) return refuse(400)
    store.set(id, next)
    return Response.json(next)
  }
}

test('a server with its values within objects conforms', async () => {
  expect(told(await fireAt(document, createQueues(), { clock: realClock }))).toEqual([])
})

test.each([
  ['takes-the-uid', 'fail law.server-values-stay[queue]'],
  ['takes-the-status', 'fail law.server-values-stay[queue]'],
  ['takes-any-version', 'fail law.stale-body-is-refused[queue]'],
  ['keeps-the-version-of-labels', 'fail law.version-property-changes[queue]'],
  ['keeps-what-is-null', 'fail law.null-removes[queue]'],
  ['resets-the-mode', 'fail law.merge-leaves-the-rest[queue]'],
  ['keeps-the-note', 'fail law.replace-drops-the-rest[queue]'],
  ['changes-the-engine', 'fail law.immutable-values-stay[queue]'],
  ['makes-anew', 'warn law.times-are-kept[queue]'],
  ['drops-false', 'fail law.empty-values-are-stored[queue]'],
  ['lists-the-first-version', 'fail law.list-agrees-with-read[queue]'],
  ['has-another-code', 'fail law.error-states-its-status[queue]'],
] as const)('a server that %s is found: %s', async (deviation, expected) => {
  expect(told(await fireAt(document, createQueues(deviation), { clock: realClock }))).toContain(expected)
})
