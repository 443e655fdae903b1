import type { ApiDocument } from '../../document/api-document.ts'
import { readWritten } from '../../document/written.test-support.ts'
import { isObject } from '../../json/pointer.ts'
import { createCrud, type Values } from './crud.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Orders with lines of one kind, and with payments of three. */
const ordersDocument = (weight = 'default: 5', most = 5): ApiDocument =>
  readWritten({
    'orders.yaml': `openapi: 3.0.3
info: { title: orders, version: '1' }
paths:
  /orders:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: &order { $ref: '#/components/schemas/Order' } } } } } } }
    post: { requestBody: { required: true, content: { application/json: { schema: *order } } }, responses: { '201': &one { description: one, content: { application/json: { schema: *order } } }, '422': &no { description: refused } } }
  /orders/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    delete: { responses: { '204': { description: gone }, '404': *no } }
components:
  schemas:
    Order:
      type: object
      required: [ id, lines, payments ]
      properties:
        id: { type: integer, readOnly: true }
        lines: { type: array, minItems: 1, maxItems: 5, items: { $ref: '#/components/schemas/Line' } }
        payments: { type: array, minItems: 1, maxItems: ${most}, items: { $ref: '#/components/schemas/Payment' } }
    Line:
      type: object
      required: [ sku, count ]
      properties:
        sku: { type: string, minLength: 1, maxLength: 40 }
        count: { type: integer, minimum: 1, maximum: 90 }
        unit: { type: string, enum: [ box, piece ], default: piece }
        weight: { type: integer, minimum: 1, maximum: 900, ${weight} }
    Payment:
      oneOf: [ { $ref: '#/components/schemas/Cash' }, { $ref: '#/components/schemas/Card' }, { $ref: '#/components/schemas/Voucher' } ]
      discriminator: { propertyName: kind }
    Cash: { type: object, required: [ kind, cents ], properties: { kind: { type: string, enum: [ Cash ] }, cents: { type: integer, minimum: 1 } } }
    Card: { type: object, required: [ kind, holder ], properties: { kind: { type: string, enum: [ Card ] }, holder: { type: string, minLength: 1 }, token: { type: string, minLength: 12, maxLength: 60, description: "The token is masked in all answers: asterisks and the last four characters." } } }
    Voucher: { type: object, required: [ kind, label ], properties: { kind: { type: string, enum: [ Voucher ] }, label: { type: string, minLength: 1 } } }
`,
  }).document

/** The differences of a server of orders from a right one. */
export interface Ordering {
  /** The text of the document about the weight of a line: `default: 5` by default. */
  readonly weight?: string
  /** The most payments of an order, as a count. */
  readonly most?: number
  /** True for a line or a payment at an index that is taken as it is. */
  readonly takes?: (item: Values, index: number) => boolean
  /** A line as it is stored; by default, with its defaults. */
  readonly line?: (line: Values, index: number) => Values
  /** A payment as it is shown by a list or a read; by default, with a masked token. */
  readonly payment?: (payment: Values, by: 'list' | 'read') => Values
  /** True for a body that is refused for a reason that no schema has. */
  readonly refuses?: (order: Values) => boolean
}

const isLine = ({ sku, count, unit = 'box', weight = 1 }: Values): boolean =>
  typeof sku === 'string' &&
  sku !== '' &&
  sku.length <= 40 &&
  Number.isInteger(count) &&
  Number(count) >= 1 &&
  Number(count) <= 90 &&
  (unit === 'box' || unit === 'piece') &&
  Number.isInteger(weight) &&
  Number(weight) >= 1 &&
  Number(weight) <= 900

const isText = (text: unknown): boolean => typeof text === 'string' && text !== ''

const isPayment = ({ kind, cents, holder, label, token = 'twelve-or-more' }: Values): boolean =>
  (kind === 'Cash' && Number.isInteger(cents) && Number(cents) >= 1) ||
  (kind === 'Card' && isText(holder) && typeof token === 'string' && token.length >= 12 && token.length <= 60) ||
  (kind === 'Voucher' && isText(label))

/** A payment with a masked token. */
export function masked(payment: Values): Values {
  const { token } = payment
  return token === undefined ? payment : { ...payment, token: `********${(token as string).slice(-4)}` }
}

/** The cases of a run at a server of orders that fail or warn, and the bodies of its creates. */
export async function fireOrders(ids: readonly string[], ordering: Ordering = {}): Promise<Fired> {
  const {
    weight,
    most = 5,
    takes = () => false,
    line = withDefaults,
    payment = masked,
    refuses = () => false,
  } = ordering
  const areItems = (items: unknown, isRight: (item: Values) => boolean): boolean =>
    Array.isArray(items) &&
    items.length >= 1 &&
    items.length <= 5 &&
    items.every((item, index) => isObject(item) && (isRight(item) || takes(item, index)))
  const bodies: Values[] = []
  const show = (order: Values, by: 'list' | 'read'): Values => ({
    ...order,
    payments: each(order['payments'], (one) => payment(one, by)),
  })
  const { answer, held } = createCrud({
    path: '/orders',
    isValid: (body) => {
      bodies.push(body)
      return (
        areItems(body['lines'], isLine) &&
        areItems(body['payments'], isPayment) &&
        (body['payments'] as readonly unknown[]).length <= most &&
        !refuses(body)
      )
    },
    created: (order) => ({ ...order, lines: each(order['lines'], line) }),
    before: ({ method, url }, store) =>
      method === 'GET' && new URL(url).pathname === '/orders'
        ? Response.json([...store.values()].map((order) => show(order, 'list')))
        : undefined,
    shown: (order) => show(order, 'read'),
    updated: {},
  })
  const report = await fireAt(ordersDocument(weight, most), answer, { selects: (id) => ids.includes(id) })
  return { told: told(report), bodies, held: held() }
}

export interface Fired {
  readonly told: readonly string[]
  readonly bodies: readonly Values[]
  readonly held: readonly number[]
}

function withDefaults(line: Values): Values {
  return { unit: 'piece', weight: 5, ...line }
}

function each(items: unknown, change: (item: Values, index: number) => Values): readonly Values[] {
  return (items as readonly Values[]).map(change)
}
