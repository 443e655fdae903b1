import { expect, test } from 'vitest'
import type { ApiDocument } from '../../document/api-document.ts'
import { readWritten } from '../../document/written.test-support.ts'
import { type Crud, createCrud, type Values } from './crud.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

const ACTION = (words: string): string =>
  `post: { description: ${JSON.stringify(words)}, responses: { '200': *one, '404': *no, '409': { description: The state does not allow it } } }`

/** Invoices that are finalized, paid or voided by actions. Open and paid ones cannot be deleted. */
const WRITTEN = `openapi: 3.1.0
info: { title: invoices, version: '1' }
paths:
  /invoices:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Invoice' } } } } } } }
    post:
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/New' } } } }
      responses: { '201': &one { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Invoice' } } } }, '422': &no { description: refused } }
  /invoices/{id}:
    parameters: &id [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    delete: { description: "Open and paid invoices are kept for the books, and answered with 409.", responses: { '204': { description: gone }, '404': *no, '409': *no } }
  /invoices/{id}/finalize:
    parameters: *id
    ${ACTION('A draft becomes `open`, and `finalizedAt` is set. An invoice that is not a draft is answered with 409.')}
  /invoices/{id}/pay:
    parameters: *id
    ${ACTION('An open invoice becomes `paid`. An invoice that is not open is answered with 409.')}
  /invoices/{id}/void:
    parameters: *id
    ${ACTION('An open invoice becomes `void`, and finalizedAt null. Any other is answered with 409.')}
components:
  schemas:
    New: { type: object, required: [ title ], properties: { title: { type: string, minLength: 1 } } }
    Invoice: { type: object, required: [ id, title, state, finalizedAt ], properties: { id: { type: integer, readOnly: true }, title: { type: string }, state: { type: string, enum: [ draft, open, paid, void ], readOnly: true }, finalizedAt: { type: [ string, 'null' ], readOnly: true } } }
`
const DOCUMENT: ApiDocument = readWritten({ 'invoices.yaml': WRITTEN }).document

/** The same, where an action that ends an invoice takes a reason. */
const WITH_REASON: ApiDocument = readWritten({
  'invoices.yaml': WRITTEN.replace('post: { description: "An open invoice becomes `void`', (text) =>
    text.replace(
      '{',
      '{ requestBody: { required: false, content: { application/json: { schema: { type: object, properties: { reason: { type: string, minLength: 1 } } } } } },',
    ),
  ),
}).document

/** The states in which each action is taken, and what it leaves. */
const ACTIONS: Readonly<Record<string, { readonly from: readonly unknown[]; readonly values: Values }>> = {
  finalize: { from: ['draft'], values: { state: 'open', finalizedAt: '2026-01-01T00:00:00Z' } },
  pay: { from: ['open'], values: { state: 'paid' } },
  void: { from: ['open'], values: { state: 'void', finalizedAt: null } },
}

interface Fired {
  readonly told: readonly string[]
  readonly stay: readonly number[]
  readonly skipped: readonly string[]
}

async function fire(actions: typeof ACTIONS, more: Parameters<typeof fireAt>[2], document = DOCUMENT): Promise<Fired> {
  const before: Crud['before'] = ({ url, method }, store) => {
    const [, , id, name = ''] = new URL(url).pathname.split('/')
    const held = store.get(Number(id))
    if (held === undefined) return undefined
    const isKept = held['state'] === 'open' || held['state'] === 'paid'
    if (method === 'DELETE') return isKept ? new Response(null, { status: 409 }) : undefined
    const action = method === 'POST' ? actions[name] : undefined
    if (action === undefined) return undefined
    if (!action.from.includes(held['state'])) return new Response(null, { status: 409 })
    store.set(Number(id), { ...held, ...action.values })
    return Response.json(store.get(Number(id)))
  }
  const { answer, held } = createCrud({
    path: '/invoices',
    isValid: ({ title = 'none' }) => typeof title === 'string' && title !== '',
    created: (body) => ({ ...body, state: 'draft', finalizedAt: null }),
    updated: {},
    before,
  })
  const report = await fireAt(document, answer, more)
  const skipped = report.results.flatMap(({ id, status }) => (status === 'skip' ? [id] : []))
  return { told: told(report), stay: held(), skipped }
}

const STATES = 'law.other-state-is-refused[invoice]'
const EFFECT = 'law.action-has-effect[finalize]'
const only = (...ids: readonly string[]): Parameters<typeof fireAt>[2] => ({ selects: (id) => ids.includes(id) })

test('members that an action keeps from being deleted are voided and deleted, and no law about it is skipped', async () => {
  expect(await fire(ACTIONS, only(EFFECT))).toEqual({ told: [], stay: [], skipped: [] })
  const { told: findings, skipped } = await fire(ACTIONS, only(STATES))
  expect([findings, skipped]).toEqual([[], []])
})

test('an action with a body that may be left out ends members too', async () => {
  expect(Object.keys(WITH_REASON.operations.find(({ path }) => path.endsWith('/void'))?.body ?? {})).toContain(
    'content',
  )
  expect(await fire(ACTIONS, only(EFFECT), WITH_REASON)).toEqual({ told: [], stay: [], skipped: [] })
})

test('of an action whose effect nothing ends, one member stays', async () => {
  const { told: findings, stay } = await fire(ACTIONS, only('law.action-has-effect[pay]'))
  expect([findings, stay.length]).toEqual([[], 1])
})

test('an action that a state must refuse is told, although a paid invoice cannot be deleted', async () => {
  const { told: findings } = await fire(
    { ...ACTIONS, pay: { from: ['draft', 'open'], values: { state: 'paid' } } },
    only(STATES),
  )
  expect(findings).toEqual([`fail ${STATES}`])
})

test('a property that the description says is set is told where it is empty', async () => {
  const { told: findings } = await fire(
    { ...ACTIONS, finalize: { from: ['draft'], values: { state: 'open' } } },
    only(EFFECT),
  )
  expect(findings).toEqual([`fail ${EFFECT}`])
})
