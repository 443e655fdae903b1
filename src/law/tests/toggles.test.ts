import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { realClock } from '../../send/clock.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Alerts with random keys, which a PUT replaces and a PATCH of one flag switches on or off. */
const { document } = readWritten({
  'alerts.yaml': `openapi: 3.1.0
info: { title: alerts, version: '1' }
paths:
  /alerts:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: &alert { $ref: '#/components/schemas/Alert' } } } } } } }
    post: { requestBody: &body { required: true, content: { application/json: { schema: *alert } } }, responses: { '201': &one { description: one, content: { application/json: { schema: *alert } } }, '400': &no { description: none }, '404': *no } }
  /alerts/{alertId}:
    parameters:
      - { name: alertId, in: path, required: true, description: An id that identifies none is answered with 404., schema: { type: string, pattern: '^[a-f0-9]{24}$' } }
    get: { responses: { '200': *one, '404': *no } }
    put: { description: Replaces the whole alert., requestBody: *body, responses: { '200': *one, '400': *no, '404': *no } }
    patch:
      description: Switches the alert on or off. All other settings stay.
      requestBody: { required: true, content: { application/json: { schema: { type: object, required: [ enabled ], properties: { enabled: { type: boolean } } } } } }
      responses: { '200': *one, '400': *no, '404': *no }
    delete: { responses: { '204': *no, '404': *no } }
components:
  schemas:
    Alert:
      type: object
      required: [ id, updated, event ]
      properties:
        id: { type: string, readOnly: true, pattern: '^[a-f0-9]{24}$' }
        updated: { type: string, format: date-time, readOnly: true }
        event: { type: string, enum: [ HOST_DOWN, NO_PRIMARY ] }
        enabled: { type: boolean, default: true }
        severity: { type: string, enum: [ INFO, ERROR ] }
`,
})

type Fault = 'toggle-drops-severity' | 'toggle-is-not-timed' | 'takes-the-id' | 'deletes-nothing'

interface Alert {
  readonly id: string
  readonly updated: string
  readonly event?: unknown
  readonly enabled?: unknown
  readonly severity?: unknown
}

async function fire(law: string, fault?: Fault): Promise<readonly string[]> {
  const alerts = new Map<string, Alert>()
  const report = await fireAt(
    document,
    async (request) => {
      const own = new URL(request.url).pathname.split('/')[2]
      const held = own === undefined ? undefined : alerts.get(own)
      if (request.method === 'DELETE' && fault === 'deletes-nothing') {
        alerts.delete(own ?? '')
        return new Response(null, { status: 204 })
      }
      if (own !== undefined && held === undefined) return new Response(null, { status: 404 })
      if (request.method === 'DELETE') return new Response(null, { status: alerts.delete(own ?? '') ? 204 : 404 })
      if (request.method === 'GET') return Response.json(held ?? [...alerts.values()])
      const sent = (await request.json()) as Partial<Alert>
      const updated = new Date().toISOString()
      if (request.method === 'PATCH' && held !== undefined) {
        if (typeof sent.enabled !== 'boolean') return new Response(null, { status: 400 })
        const { severity, ...rest } = held
        const kept = fault === 'toggle-drops-severity' ? rest : { ...rest, severity }
        const time = fault === 'toggle-is-not-timed' ? held.updated : updated
        alerts.set(held.id, { ...kept, enabled: sent.enabled, updated: time })
        return Response.json(alerts.get(held.id))
      }
      if (sent.event !== 'HOST_DOWN' && sent.event !== 'NO_PRIMARY') return new Response(null, { status: 400 })
      const id = own ?? randomBytes(12).toString('hex')
      const shown = fault === 'takes-the-id' && own !== undefined ? (sent.id ?? id) : id
      const { event, severity, enabled = true } = sent
      alerts.set(id, { id: shown, updated, event, enabled, severity })
      return Response.json(alerts.get(id), { status: own === undefined ? 201 : 200 })
    },
    { clock: realClock, selects: (id) => id === law, level: 'should' },
  )
  expect(report.results.find(({ id }) => id === law)?.status).not.toBe('skip')
  return told(report)
}

const REST = 'law.merge-leaves-the-rest[alert]'
const TIMES = 'law.times-are-kept[alert]'
const KEYS = 'law.keys-stay[alert]'
const AGAIN = 'law.delete-again[alert]'

test.each([
  [REST, undefined, []],
  [REST, 'toggle-drops-severity', [`fail ${REST}`]],
  [TIMES, undefined, []],
  [TIMES, 'toggle-is-not-timed', [`warn ${TIMES}`]],
  [KEYS, undefined, []],
  [KEYS, 'takes-the-id', [`fail ${KEYS}`]],
  [AGAIN, undefined, []],
  [AGAIN, 'deletes-nothing', [`warn ${AGAIN}`]],
] as const)('%s at alerts with the fault %s', async (law, fault, found) => {
  expect(await fire(law, fault)).toEqual(found)
})
