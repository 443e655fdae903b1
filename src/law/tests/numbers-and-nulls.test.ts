import { expect, test } from 'vitest'
import { isObject } from '../../json/pointer.ts'
import { readWritten } from '../../document/written.test-support.ts'
import { type Crud, createCrud, type Values } from './crud.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Orders with numbers in their lines, a price as a decimal text, and properties that may be null. */
const { document } = readWritten({
  'orders.yaml': String.raw`openapi: 3.1.0
info: { title: orders, version: '1' }
paths:
  /orders:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Order' } } } } } } }
    post:
      requestBody: { required: true, content: { application/json: { schema: &body { $ref: '#/components/schemas/Draft' } } } }
      responses: { '201': &one { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } }, '422': &no { description: refused } }
  /orders/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    put: { requestBody: { required: true, content: { application/json: { schema: *body } } }, responses: { '200': *one, '404': *no, '422': *no } }
    delete: { responses: { '204': { description: gone }, '404': *no } }
components:
  schemas:
    Draft:
      type: object
      required: [ title, fee ]
      properties: &draft
        title: { type: string }
        fee: { type: string, format: decimal, pattern: '^\d{1,6}(?:\.\d{0,2})?$' }
        lines:
          type: array
          items: { type: object, required: [ quantity, price ], properties: { quantity: { type: integer, minimum: 1 }, price: { type: number, minimum: 0 } } }
        note: { type: [ string, 'null' ] }
        place: { type: [ string, 'null' ] }
        remark: { type: [ string, 'null' ] }
        hint: { type: [ string, 'null' ] }
        tags: { type: [ array, 'null' ], items: { type: string } }
    Order: { type: object, required: [ id ], properties: { id: { type: integer, readOnly: true }, <<: *draft } }
`,
})

const isLine = (one: unknown): boolean =>
  isObject(one) && Number.isInteger(one['quantity']) && typeof one['price'] === 'number' && one['price'] >= 0

const isOrder = ({ title, fee, lines = [] }: Values): boolean => {
  const isFee = typeof fee === 'string' && /^\d{1,6}(?:\.\d{0,2})?$/.test(fee)
  return typeof title === 'string' && isFee && Array.isArray(lines) && lines.every(isLine)
}

const withRoundedLines = (body: Values): Values => ({
  ...body,
  lines: ((body['lines'] ?? []) as readonly Values[]).map((one) => ({
    ...one,
    price: Math.round(Number(one['price'])),
  })),
})

const withoutCents = (body: Values): Values =>
  Number(body['fee']) > 1000 ? { ...body, fee: Number(body['fee']).toFixed(0) } : body

/** A server that fails where a property is null in an update, and refuses several nulls in one. */
const failingAt =
  (name: string, most = Infinity): NonNullable<Crud['before']> =>
  ({ method }, _, body) => {
    if (method !== 'PUT' || !isObject(body)) return undefined
    if (Object.values(body).filter((value) => value === null).length > most) return new Response(null, { status: 422 })
    return body[name] === null ? new Response(null, { status: 500 }) : undefined
  }

test.each<[string, readonly string[], Partial<Crud>]>([
  ['keeps all', [], {}],
  [
    'rounds the numbers of a list in an update',
    ['fail law.formats-come-back[order]'],
    { updated: { PUT: (_, body) => withRoundedLines(body) } },
  ],
  ['rounds the numbers of a list', ['fail law.formats-come-back[order]'], { created: withRoundedLines }],
  ['drops the cents of large amounts', ['fail law.formats-come-back[order]'], { created: withoutCents }],
  ['fails at a list that is null', ['fail law.no-server-error[order]'], { before: failingAt('tags') }],
  ['fails at a null, and takes one alone,', ['fail law.no-server-error[order]'], { before: failingAt('tags', 1) }],
  [
    'keeps the text of before for a null',
    ['warn law.empty-values-are-stored[order]'],
    { updated: { PUT: ({ hint }, body) => ({ ...body, hint: body['hint'] ?? hint }) } },
  ],
])('a server of orders that %s', async (_, expected, crud) => {
  const { answer, held } = createCrud({
    path: '/orders',
    isValid: isOrder,
    updated: { PUT: (__, body) => body },
    ...crud,
  })
  const report = await fireAt(document, answer, {
    selects: (id) => /law\.(?:formats-come-back|empty-values-are-stored|no-server-error)\[/.test(id),
  })
  expect(told(report)).toEqual(expected)
  expect(held()).toEqual([])
})
