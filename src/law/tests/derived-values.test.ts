import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { createCrud, type Values } from './crud.test-support.ts'
import { fireAt } from './fire-at.test-support.ts'

/** Orders whose total the server works out. */
function documentWith(total: string): ReturnType<typeof readWritten>['document'] {
  return readWritten({
    'orders.yaml': `openapi: 3.1.0
info: { title: orders, version: '1' }
paths:
  /orders:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Order' } } } } } } }
    post:
      requestBody: { required: true, content: { application/json: { schema: &body { type: object, required: [ title, price, quantity ], properties: { title: { type: string }, price: { type: integer, minimum: 1 }, quantity: { type: integer, minimum: 1 } } } } } }
      responses: { '201': &one { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } }, '422': &no { description: refused } }
  /orders/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    put: { requestBody: { required: true, content: { application/json: { schema: *body } } }, responses: { '200': *one, '404': *no, '422': *no } }
    delete: { responses: { '204': { description: gone }, '404': *no } }
components:
  schemas:
    Order:
      type: object
      required: [ id, title, price, quantity, total ]
      properties: { id: { type: integer, readOnly: true }, title: { type: string }, price: { type: integer }, quantity: { type: integer }, total: { type: integer, ${total} }, ticket: { type: integer } }
`,
  }).document
}

const [SAID, UNSAID] = ['description: The product of the price and the quantity', 'readOnly: true']

let tickets = 0

const worked = (body: Values): Values => {
  tickets += 1
  return { ...body, total: Number(body['price']) * Number(body['quantity']), ticket: tickets }
}

const isValid = ({ title, price, quantity }: Values): boolean =>
  typeof title === 'string' && [price, quantity].every((one) => Number.isInteger(one) && Number(one) > 0)

/** The status of the law at a server of orders, by what its PUT leaves. */
async function statusWhere({ total, put: PUT, created = worked }: Row): Promise<string | undefined> {
  const { answer } = createCrud({ path: '/orders', isValid, created, updated: { PUT } })
  const report = await fireAt(documentWith(total), answer, {
    selects: (id) => id === 'law.update-derives-like-create[order]',
  })
  return report.results.find(({ id }) => id === 'law.update-derives-like-create[order]')?.status
}

interface Row {
  /** The schema of the total beside its type. */
  readonly total: string
  readonly put: (before: Values, body: Values) => Values
  readonly created?: (body: Values) => Values
}

/** Gives the first order the ticket 1, and all later ones the ticket 2. */
function inSeries(): (body: Values) => Values {
  let count = 0
  return (body) => ({ ...worked(body), ticket: Math.min((count += 1), 2) })
}

test.each<[string, string, Row]>([
  ['works a total out anew', 'pass', { total: SAID, put: (_, body) => worked(body) }],
  [
    'keeps a total that is said to be a product',
    'fail',
    { total: SAID, put: ({ total }, body) => ({ ...body, total }) },
  ],
  ['keeps a total', 'warn', { total: UNSAID, put: ({ total }, body) => ({ ...body, total }) }],
  [
    'keeps a ticket, which each create has anew,',
    'pass',
    { total: UNSAID, put: ({ ticket }, body) => ({ ...worked(body), ticket }) },
  ],
  [
    'keeps a ticket, which later creates have alike,',
    'pass',
    { total: UNSAID, put: ({ ticket }, body) => ({ ...worked(body), ticket }), created: inSeries() },
  ],
])('a server that %s after an update: %s', async (_, status, row) => {
  expect(await statusWhere(row)).toBe(status)
})
