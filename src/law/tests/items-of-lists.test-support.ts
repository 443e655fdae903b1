import type { ApiDocument } from '../../document/api-document.ts'
import { readWritten } from '../../document/written.test-support.ts'
import { isObject } from '../../json/pointer.ts'
import { createCrud, type Values } from './crud.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Orders with lines of one kind, and with payments of three. */
const ordersDocument: ApiDocument = readWritten({
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
        payments: { type: array, minItems: 1, maxItems: 5, items: { $ref: '#/components/schemas/Payment' } }
    Line:
      type: object
      required: [ sku, count ]
      properties:
        sku: { type: string, minLength: 1, maxLength: 40 }
        count: { type: integer, minimum: 1, maximum: 90 }
        unit: { type: string, enum: [ box, piece ] }
    Payment:
      oneOf: [ { $ref: '#/components/schemas/Cash' }, { $ref: '#/components/schemas/Card' }, { $ref: '#/components/schemas/Voucher' } ]
      discriminator: { propertyName: kind }
    Cash: { type: object, required: [ kind, cents ], properties: { kind: { type: string, enum: [ Cash ] }, cents: { type: integer, minimum: 1 } } }
    Card: { type: object, required: [ kind, holder ], properties: { kind: { type: string, enum: [ Card ] }, holder: { type: string, minLength: 1 } } }
    Voucher: { type: object, required: [ kind, label ], properties: { kind: { type: string, enum: [ Voucher ] }, label: { type: string, minLength: 1 } } }
`,
}).document

/** How a server of orders differs from a right one. */
export interface Ordering {
  /** True for a line or a payment at an index that is taken as it is. */
  readonly takes?: (item: Values, index: number) => boolean
  /** The order as it is stored. */
  readonly stored?: (order: Values) => Values
  /** True for a body that is refused for a reason that no schema has. */
  readonly refuses?: (order: Values) => boolean
}

const isLine = ({ sku, count, unit = 'box' }: Values): boolean =>
  typeof sku === 'string' &&
  sku !== '' &&
  sku.length <= 40 &&
  Number.isInteger(count) &&
  Number(count) >= 1 &&
  Number(count) <= 90 &&
  (unit === 'box' || unit === 'piece')

const isText = (text: unknown): boolean => typeof text === 'string' && text !== ''

const isPayment = ({ kind, cents, holder, label }: Values): boolean =>
  (kind === 'Cash' && Number.isInteger(cents) && Number(cents) >= 1) ||
  (kind === 'Card' && isText(holder)) ||
  (kind === 'Voucher' && isText(label))

/** The cases of a run at a server of orders that fail or warn, and the bodies of its creates. */
export async function fireOrders(
  ids: readonly string[],
  { takes = () => false, stored = (order) => order, refuses = () => false }: Ordering = {},
  document = ordersDocument,
): Promise<{ readonly told: readonly string[]; readonly bodies: readonly Values[]; readonly held: readonly number[] }> {
  const areItems = (items: unknown, isRight: (item: Values) => boolean): boolean =>
    Array.isArray(items) &&
    items.length >= 1 &&
    items.length <= 5 &&
    items.every((item, index) => isObject(item) && (isRight(item) || takes(item, index)))
  const bodies: Values[] = []
  const { answer, held } = createCrud({
    path: '/orders',
    isValid: (body) => {
      bodies.push(body)
      return areItems(body['lines'], isLine) && areItems(body['payments'], isPayment) && !refuses(body)
    },
    created: stored,
    updated: {},
  })
  const report = await fireAt(document, answer, { selects: (id) => ids.includes(id) })
  return { told: told(report), bodies, held: held() }
}
