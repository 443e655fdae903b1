import { expect, test } from 'vitest'
import { readWritten } from '../../../document/written.test-support.ts'
import { createCrud, type Values } from '../../tests/crud.test-support.ts'
import { fireAt, told } from '../../tests/fire-at.test-support.ts'

const BILLS = `openapi: 3.1.0
info: { title: bills, version: '1' }
paths:
  /bills:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Bill' } } } } } } }
    post: { requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Bill' } } } }, responses: { '201': { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Bill' } } } }, '422': { description: refused } } }
  /bills/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Bill' } } } }, '404': { description: none } } }
    delete: { responses: { '204': { description: gone }, '404': { description: none } } }
components:
  schemas:
    Bill: { type: object, required: [ title ], properties: { id: { type: integer, readOnly: true }, title: { type: string, minLength: 2, maxLength: 30 }, memo: { type: [ string, 'null' ], minLength: 0, maxLength: 60 }, tags: { type: array, minItems: 0, maxItems: 3, items: { type: string, minLength: 1, maxLength: 9 } } } }
`

const { document } = readWritten({ 'bills.yaml': BILLS })

const isBill = ({ title, memo = null, tags }: Values): boolean =>
  areTags(tags) &&
  typeof title === 'string' &&
  title.length >= 2 &&
  title.length <= 30 &&
  (memo === null || (typeof memo === 'string' && memo.length <= 60))

const cut = (text: unknown): unknown => (typeof text === 'string' ? text.slice(0, 50) : text)

const SELECTED = { selects: (id: string) => id.startsWith('law.boundary-values-come-back') }

async function toldOf(created: (body: Values) => Values): Promise<readonly string[]> {
  const { answer } = createCrud({ path: '/bills', isValid: isBill, created, updated: {} })
  return told(await fireAt(document, answer, SELECTED))
}

const areTags = (tags: unknown): boolean =>
  tags === undefined || (Array.isArray(tags) && tags.length <= 3 && tags.every((tag) => typeof tag === 'string'))

function tagged(change: (tags: readonly unknown[]) => readonly unknown[]): Promise<readonly string[]> {
  return toldOf(({ tags, ...body }) => (Array.isArray(tags) ? { ...body, tags: change(tags) } : body))
}

test('an empty list in whose place a default is read warns, and lost items of a list fail', async () => {
  expect(await tagged((tags) => (tags.length === 0 ? ['push'] : tags))).toEqual([
    'warn law.boundary-values-come-back[bill]',
  ])
  expect(await tagged((tags) => tags.slice(1))).toEqual(['fail law.boundary-values-come-back[bill]'])
})

test('an empty text that is read as null is no finding, and another text is', async () => {
  expect(await toldOf((body) => ({ ...body, memo: body['memo'] === '' ? null : body['memo'] }))).toEqual([])
  expect(await toldOf((body) => ({ ...body, memo: cut(body['memo']) }))).toEqual([
    'fail law.boundary-values-come-back[bill]',
  ])
})

test('a bill that stands in a request under a name with signs of patterns has its bounds', async () => {
  const sent = "schema: { $ref: '#/components/schemas/Bill' } } } }, responses: { '201'"
  const wrapped = sent
    .replace('{ $ref', '{ type: object, required: [ $bill ], properties: { $bill: { $ref')
    .replace(' } } } }', ' } } } } } }')
  const { answer } = createCrud({
    path: '/bills',
    isValid: isBill,
    created: ({ tags: _lost, ...body }) => body,
    updated: {},
  })
  const unwrapping = async (request: Request): Promise<Response> => {
    if (request.method !== 'POST') return answer(request)
    const body = (await request.clone().json()) as { readonly $bill?: unknown } | null
    return answer(new Request(request, { method: 'POST', body: JSON.stringify(body?.$bill ?? null) }))
  }
  const inRequests = readWritten({ 'bills.yaml': BILLS.replace(sent, wrapped) }).document
  expect(told(await fireAt(inRequests, unwrapping, SELECTED))).toEqual(['fail law.boundary-values-come-back[bill]'])
})

const MOVES = `openapi: 3.1.0
info: { title: moves, version: '1' }
paths:
  /moves:
    post: { description: 'DESCRIBED', requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Move' } } } }, responses: { '201': { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Move' } } } }, '400': { description: refused } } }
  /moves/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Move' } } } }, '404': { description: none } } }
    delete: { responses: { '204': { description: gone }, '404': { description: none } } }
components:
  schemas:
    Move: { type: object, required: [ quantity ], properties: { id: { type: integer, readOnly: true }, quantity: { type: integer, minimum: -900, maximum: 900 } } }
`

const isMove = ({ quantity }: Values): boolean =>
  typeof quantity === 'number' && Number.isInteger(quantity) && quantity >= -900 && quantity < 900

test.each([
  ['Moves stock.', ['warn law.boundary-values-come-back[move]']],
  ['A move that would take more than the stock is refused with 400.', []],
])('an amount that is refused for what it would lead to: %s', async (described, expected) => {
  const { answer } = createCrud({ path: '/moves', isValid: isMove, created: (body) => body, updated: {} })
  const moves = readWritten({ 'moves.yaml': MOVES.replace('DESCRIBED', described) }).document
  expect(told(await fireAt(moves, answer, SELECTED))).toEqual(expected)
})

/** Lamps with a list whose items differ in one property, and with several bounds. */
const lamps = readWritten({
  'lamps.yaml': `openapi: 3.1.0
info: { title: lamps, version: '1' }
paths:
  /lamps:
    post: { requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Lamp' } } } }, responses: { '201': &one { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Lamp' } } } }, '422': &no { description: refused } } }
  /lamps/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    delete: { responses: { '204': { description: gone }, '404': *no } }
components:
  schemas:
    Lamp:
      type: object
      required: [ room ]
      properties:
        id: { type: integer, readOnly: true }
        room: { type: string, minLength: 1, maxLength: 30 }
        watts: { type: integer, minimum: 1, maximum: 90 }
        height: { type: integer, minimum: 1, maximum: 90 }
        depth: { type: integer, minimum: 1, maximum: 90 }
        pause: { type: integer, minimum: 1, maximum: 86400, description: Seconds between two flashes. }
        users: { type: array, maxItems: 3, items: { type: object, required: [ email ], properties: { email: { type: string, maxLength: 30 } } }, description: The emails differ. No two users may have the same \`email\`. }
`,
}).document

async function toldOfLamps(most: number): Promise<readonly string[]> {
  const { answer } = createCrud({
    path: '/lamps',
    isValid: ({ room, pause = 1, users = [] }) => {
      const emails = (users as readonly { readonly email: string }[]).map(({ email }) => email)
      const isRoom = typeof room === 'string' && room !== '' && room.length <= 30
      return isRoom && Number(pause) <= most && new Set(emails).size === emails.length
    },
    updated: {},
  })
  return told(await fireAt(lamps, answer, SELECTED))
}

test('a bound that is refused among others is found, and equal items of a list whose items differ are not sent', async () => {
  expect(await toldOfLamps(86_400)).toEqual([])
  expect(await toldOfLamps(86_399)).toEqual(['warn law.boundary-values-come-back[lamp]'])
})
