import { expect, test } from 'vitest'
import { isObject } from '../../json/pointer.ts'
import { readWritten } from '../../document/written.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Orders, whose create has an idempotency key. */
const DOCUMENT = ({ parameter = '', body, words = '', refusal = 'no' }: Omit<Style, 'keyOf'>): string => `openapi: 3.1.0
info: { title: orders, version: '1', description: ${JSON.stringify(words)} }
paths:
  /orders:
    post:
      ${parameter === '' ? '' : `parameters: [ ${parameter} ]`}
      requestBody: { required: true, content: { application/json: { schema: ${body} } } }
      responses: { '409': { description: ${JSON.stringify(refusal)} }, '201': &one { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } }, '400': &no { description: no }, '415': *no }
  /orders/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    delete: { responses: { '204': *no, '404': *no } }
components:
  schemas:
    Order: { type: object, required: [ item ], properties: { id: { type: integer, readOnly: true }, item: { type: string, minLength: 1 } } }
`

interface Style {
  readonly parameter?: string
  /** The description of the 409. */
  readonly refusal?: string
  /** The description of the API. */
  readonly words?: string
  readonly body: string
  readonly keyOf: (request: Request, body: Readonly<Record<string, unknown>>) => unknown
}

const ORDER = "{ $ref: '#/components/schemas/Order' }"
const KEY = 'idempotency_key: { type: string, minLength: 1, maxLength: 36 }'
const STYLES: readonly (readonly [string, Style])[] = [
  [
    'a property beside others',
    {
      body: `{ type: object, required: [ idempotency_key, item ], properties: { ${KEY}, item: { type: string, minLength: 1 } } }`,
      keyOf: (_, body) => body['idempotency_key'],
    },
  ],
  [
    'a property beside a member',
    {
      body: `{ type: object, required: [ order ], properties: { ${KEY}, order: ${ORDER} } }`,
      keyOf: (_, body) => body['idempotency_key'],
    },
  ],
  [
    'a query parameter',
    {
      parameter: '{ name: idempotencyKey, in: query, schema: { type: string } }',
      body: ORDER,
      keyOf: ({ url }) => new URL(url).searchParams.get('idempotencyKey'),
    },
  ],
  [
    'a described header',
    {
      parameter:
        '{ name: PayPal-Request-Id, in: header, schema: { type: string }, description: Makes retries idempotent. }',
      body: ORDER,
      keyOf: ({ headers }) => headers.get('paypal-request-id'),
    },
  ],
]

/** How a server heeds a key: not at all, whatever the body is, or with a refusal of another body. */
type Heeds = 'no' | 'the key' | 'the body too'

async function fire({ keyOf, ...style }: Style, heeds: Heeds): Promise<readonly string[]> {
  const orders = new Map<number, unknown>()
  const byKey = new Map<unknown, { readonly id: number; readonly item: string }>()
  const { document } = readWritten({ 'orders.yaml': DOCUMENT(style) })
  let last = 0
  const report = await fireAt(
    document,
    async (request) => {
      const [, , own] = new URL(request.url).pathname.split('/')
      const order = orders.get(Number(own))
      if (own !== undefined && order === undefined) return Response.json({}, { status: 404 })
      if (request.method === 'DELETE') return new Response(null, { status: orders.delete(Number(own)) ? 204 : 404 })
      if (request.method === 'GET' && order !== undefined) return Response.json(order)
      if (request.method !== 'POST' || own !== undefined)
        return new Response(null, { status: 405, headers: { Allow: own === undefined ? 'POST' : 'GET, DELETE' } })
      if (request.headers.get('content-type') !== 'application/json') return new Response(null, { status: 415 })
      const body = (await request.json().catch(() => ({}))) as Readonly<Record<string, unknown>>
      const { item } = isObject(body) && isObject(body['order']) ? body['order'] : body
      const key = keyOf(request, body)
      const isKey = key === undefined || key === null || (typeof key === 'string' && key !== '' && key.length <= 36)
      const isNeeded = style.body.includes('required: [ idempotency_key')
      if (typeof item !== 'string' || item === '' || !isKey || (isNeeded && typeof key !== 'string'))
        return Response.json({}, { status: 400 })
      const known = typeof key === 'string' && heeds !== 'no' ? byKey.get(key) : undefined
      if (heeds === 'the body too' && known !== undefined && known.item !== item)
        return Response.json({}, { status: 409 })
      if (known !== undefined) return Response.json(known, { status: 201 })
      last += 1
      const made = { id: last, item }
      orders.set(last, made)
      byKey.set(key, made)
      return Response.json(made, { status: 201 })
    },
    { selects: (id) => /^law\.(idempotency|read-equals|invalid-create|valid-create|boundary)/.test(id) },
  )
  expect(orders.size).toBe(0)
  return told(report)
}

const FAILS = 'fail law.idempotency-key-is-heeded[order]'

test.each(STYLES)('an idempotency key that is %s is heeded', async (_, style) => {
  expect(await fire(style, 'the key')).toEqual([])
  expect(await fire(style, 'no')).toEqual([FAILS])
})

test.each(STYLES)('an idempotency key that is %s is refused with another body where words say so', async (_, style) => {
  const words = 'Retries are safe. The same key with another body is refused with 409.'
  expect(await fire({ ...style, words }, 'the body too')).toEqual([])
  expect(await fire({ ...style, words }, 'the key')).toEqual([FAILS])
})

test.each(STYLES)(
  'an idempotency key that is %s is refused with another body where a refusal says so',
  async (_, style) => {
    const refusal = 'The item is unknown, or the key was used with another body'
    expect(await fire({ ...style, refusal }, 'the body too')).toEqual([])
    expect(await fire({ ...style, refusal }, 'the key')).toEqual([FAILS])
  },
)
