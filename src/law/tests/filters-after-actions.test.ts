import { expect, test } from 'vitest'
import type { ApiDocument } from '../../document/api-document.ts'
import { readWritten } from '../../document/written.test-support.ts'
import { type Crud, createCrud } from './crud.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Tickets that an action finishes, in a list with a filter by their state. */
const documentOf = (
  says = 'Finishes a ticket. Its state is `done` then.',
  filter = 'Only tickets in this state.',
): ApiDocument =>
  readWritten({
    'tickets.yaml': `openapi: 3.1.0
info: { title: tickets, version: '1' }
paths:
  /tickets:
    get:
      parameters: [ { name: state, in: query, description: ${filter}, schema: { type: string, enum: [ open, done ] } } ]
      responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Ticket' } } } } } }
    post:
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/New' } } } }
      responses: { '201': &one { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Ticket' } } } }, '422': &no { description: refused } }
  /tickets/{id}:
    parameters: &id [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    delete: { responses: { '204': { description: gone }, '404': *no } }
  /tickets/{id}/confirm:
    parameters: *id
    post: { description: ${JSON.stringify(says)}, responses: { '200': *one, '404': *no } }
components:
  schemas:
    New: { type: object, required: [ title ], properties: { title: { type: string, minLength: 1 } } }
    Ticket: { type: object, required: [ id, title, state ], properties: { id: { type: integer, readOnly: true }, title: { type: string }, state: { type: string, enum: [ open, done ], readOnly: true } } }
`,
  }).document

/** The member under a filter: by its state, by its first state, or in none at all once it has changed. */
type Finds = 'right' | 'stale' | 'lost'

interface Server {
  readonly finds?: Finds
  readonly confirms?: boolean
  readonly hidesDone?: boolean
  readonly document?: ApiDocument
}

async function fire({
  finds = 'right',
  confirms = true,
  hidesDone = false,
  document = documentOf(),
}: Server): Promise<unknown> {
  const before: Crud['before'] = ({ url, method }, store) => {
    const { pathname, searchParams } = new URL(url)
    const [, , id, action] = pathname.split('/')
    const wanted = searchParams.get('state')
    if (method === 'GET' && id === undefined && (wanted !== null || hidesDone))
      return Response.json(
        [...store.values()].filter(({ state }) => {
          if (wanted === null) return state !== 'done'
          if (finds === 'lost') return state === wanted && state === 'open'
          return finds === 'stale' ? wanted === 'open' : state === wanted
        }),
      )
    const held = store.get(Number(id))
    if (action !== 'confirm' || method !== 'POST' || held === undefined) return undefined
    store.set(Number(id), { ...held, state: confirms ? 'done' : 'open' })
    return Response.json(store.get(Number(id)))
  }
  const { answer, held } = createCrud({
    path: '/tickets',
    isValid: ({ title = 'none' }) => typeof title === 'string' && title !== '',
    created: (body) => ({ ...body, state: 'open' }),
    updated: {},
    before,
  })
  const report = await fireAt(document, answer, { selects: (id) => id === LAW })
  expect(held()).toEqual([])
  expect(report.results.map(({ status }) => status)).not.toContain('skip')
  return told(report)
}

const LAW = 'law.action-has-effect[confirm]'

test('an action leads to the state that its description names, whatever its own name', async () => {
  expect(await fire({})).toEqual([])
  expect(await fire({ confirms: false })).toEqual([`fail ${LAW}`])
  const may = documentOf('Its state is `done` then, if all agree.')
  expect(await fire({ confirms: false, document: may })).toEqual([])
})

test('a filter finds a member under its state after an action, and not under the one before', async () => {
  expect(await fire({ finds: 'stale' })).toEqual([`fail ${LAW}`])
  expect(await fire({ finds: 'lost' })).toEqual([`fail ${LAW}`])
})

test('a list that leaves out members in the new state tells nothing', async () => {
  expect(await fire({ finds: 'lost', hidesDone: true })).toEqual([])
})

test('a parameter that does not filter by its description is not held', async () => {
  expect(
    await fire({ finds: 'stale', document: documentOf(undefined, 'The state at the time of the order.') }),
  ).toEqual([])
})
