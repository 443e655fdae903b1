import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { isObject } from '../../json/pointer.ts'
import { fireAt, told } from '../tests/fire-at.test-support.ts'

/** Parcels of several items, with four texts that have a greatest length. */
const DOCUMENT = `openapi: 3.1.0
info: { title: parcels, version: '1' }
paths:
  /parcels:
    post:
      requestBody: { required: true, content: { application/json: { schema: &parcel { $ref: '#/components/schemas/Parcel' } } } }
      responses: { '201': &one { description: one, content: { application/json: { schema: *parcel } } }, '400': { description: refused } }
  /parcels/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': { description: none } } }
    put: { requestBody: { required: true, content: { application/json: { schema: *parcel } } }, responses: { '200': *one, '400': { description: refused } } }
    delete: { responses: { '204': { description: gone } } }
components:
  schemas:
    Text: &text { type: string, minLength: 1, maxLength: 30 }
    Parcel:
      type: object
      required: [ from, to, items ]
      properties:
        id: { type: integer, readOnly: true }
        from: *text
        to: *text
        note: *text
        mark: *text
        items: { type: array, minItems: 1, maxItems: 9, items: { type: object, required: [ count ], properties: { count: { type: integer, minimum: 1, maximum: 99 } } } }
`

const { document } = readWritten({ 'parcels.yaml': DOCUMENT })
const TEXTS = ['from', 'to', 'note', 'mark']

type Parcel = Readonly<Record<string, unknown>>

/** A server that takes items up to a count, and notes the texts that are one character too long, and the properties that are missing. */
function createParcels(most = 99): {
  readonly handle: (request: Request) => Promise<Response>
  readonly long: Readonly<Record<string, Set<string>>>
  readonly lacking: Readonly<Record<string, Set<string>>>
} {
  const store = new Map<string, Parcel>()
  let last = 0
  const long = { POST: new Set<string>(), PUT: new Set<string>() }
  const lacking = { POST: new Set<string>(), PUT: new Set<string>() }
  const isItem = (item: unknown): boolean =>
    isObject(item) && Number.isInteger(item['count']) && Number(item['count']) >= 1 && Number(item['count']) <= most
  const isParcel = (parcel: unknown): parcel is Parcel => {
    if (!isObject(parcel)) return false
    const { items } = parcel
    const texts = TEXTS.filter((name) => parcel[name] !== undefined || name === 'from' || name === 'to')
    return (
      texts.every((name) => lengthOf(parcel[name]) >= 1 && lengthOf(parcel[name]) <= 30) &&
      Array.isArray(items) &&
      items.length >= 1 &&
      items.length <= 9 &&
      items.every(isItem)
    )
  }
  const handle = async (request: Request): Promise<Response> => {
    const [, , own] = new URL(request.url).pathname.split('/')
    const { method } = request
    if (own !== undefined && !store.has(own)) return Response.json({}, { status: 404 })
    if (method === 'GET') return Response.json(store.get(own ?? ''))
    if (method === 'DELETE') return new Response(null, { status: store.delete(own ?? '') ? 204 : 404 })
    const parcel: unknown = await request.json().catch(() => undefined)
    if (isObject(parcel) && (method === 'POST' || method === 'PUT'))
      for (const name of TEXTS) if (lengthOf(parcel[name]) === 31) long[method].add(name)
    if (isObject(parcel) && (method === 'POST' || method === 'PUT'))
      for (const name of ['from', 'to', 'items']) if (!Object.hasOwn(parcel, name)) lacking[method].add(name)
    if (!isParcel(parcel)) return Response.json({}, { status: 400 })
    const key = own ?? String((last += 1))
    store.set(key, { ...parcel, id: Number(key) })
    return Response.json(store.get(key), { status: own === undefined ? 201 : 200 })
  }
  return { handle, long, lacking }
}

/** The length of a text in characters; -1 for another value. */
function lengthOf(value: unknown): number {
  return typeof value === 'string' ? Array.from(value).length : -1
}

const SELECTED = ['law.invalid-create-is-refused[parcel]', 'law.invalid-update-is-refused[parcel]']
const selects = (id: string): boolean => SELECTED.includes(id)

test.each([1, 2, 3, 4])('creates and updates of seed %i break the length of different texts', async (seed) => {
  const { handle, long } = createParcels()
  expect(told(await fireAt(document, handle, { selects, seed }))).toEqual([])
  const [created = new Set(), updated = new Set()] = [long['POST'], long['PUT']]
  expect([...created].filter((name) => updated.has(name))).toEqual([])
  expect(created.size * updated.size).toBeGreaterThan(0)
})

test.each([1, 2, 3, 4])('creates and updates of seed %i lack each property that a parcel requires', async (seed) => {
  const { handle, lacking } = createParcels()
  await fireAt(document, handle, { selects, seed })
  expect(lacking).toEqual({ POST: new Set(['from', 'to', 'items']), PUT: new Set(['from', 'to', 'items']) })
})

test('the number next to a bound is sent within the items of a list too', async () => {
  const { handle } = createParcels(100)
  expect(told(await fireAt(document, handle, { selects }))).toEqual(SELECTED.map((id) => `fail ${id}`))
})

const WITH_LABELS = readWritten({
  'parcels.yaml': DOCUMENT.replace(
    'mark: *text\n',
    'mark: *text\n        labels: { type: object, additionalProperties: { type: string, maxLength: 60 } }\n',
  ),
}).document

test.each([
  [60, []],
  [61, ['law.invalid-create-is-refused[parcel]']],
])('the text next to a bound is sent within the entries of a map too: %i', async (most, found) => {
  const { handle } = createParcels()
  const mapped = async (request: Request): Promise<Response> => {
    const body: unknown = await request
      .clone()
      .json()
      .catch(() => undefined)
    const labels = isObject(body) ? (body['labels'] ?? {}) : {}
    const isRight =
      isObject(labels) && Object.values(labels).every((one) => typeof one === 'string' && lengthOf(one) <= most)
    return isRight ? handle(request) : Response.json({}, { status: 400 })
  }
  const report = await fireAt(WITH_LABELS, mapped, { selects: (id) => id === SELECTED[0] })
  expect(told(report)).toEqual(found.map((id) => `fail ${id}`))
})
