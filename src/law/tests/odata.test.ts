import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { isObject } from '../../json/pointer.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Orders in the style of OData: parameters with a dollar sign, and a link to the next page where the server has cut a page. */
const ORDERS = `openapi: 3.1.0
info: { title: orders, version: '1' }
paths:
  /orders:
    get:
      operationId: listOrders
      parameters:
        - { name: $top, in: query, schema: { type: integer, minimum: 1, maximum: 100 } }
        - { name: $skip, in: query, schema: { type: integer, minimum: 0 } }
        - { name: $count, in: query, schema: { type: boolean } }
        - { name: $orderby, in: query, description: The order of the items., schema: { enum: [ title, title desc ] } }
      responses: { '200': { description: all, content: { application/json: { schema: { type: object, required: [ value ], properties: { '@odata.count': { type: integer }, '@odata.nextLink': { type: string }, value: { type: array, items: { $ref: '#/components/schemas/Order' } } } } } } } }
    post: { operationId: createOrder, requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/NewOrder' } } } }, responses: { '201': &one { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } }, '400': &no { description: refused } } }
  /orders/{orderId}:
    parameters: [ { name: orderId, in: path, required: true, schema: { type: integer } } ]
    get: { operationId: readOrder, responses: { '200': *one, '404': *no } }
    delete: { operationId: deleteOrder, responses: { '204': *no, '404': *no } }
components:
  schemas:
    NewOrder: { type: object, required: [ title ], properties: { title: { type: string, minLength: 1, maxLength: 60 } } }
    Order: { type: object, required: [ id, title ], properties: { id: { type: integer, readOnly: true }, title: { type: string } } }
`

const { document } = readWritten({ 'orders.yaml': ORDERS })

type Difference =
  | 'cuts-pages'
  | 'counts-the-page'
  | 'ignores-orders'
  | 'lists-past-the-top'
  /** `$top` is the size of a page, as in Microsoft Graph. */
  | 'links-behind-the-top'
  | 'links-without-the-order'

interface Order {
  readonly id: number
  readonly title: string
}

/** The values that each parameter takes. */
const TAKEN: Readonly<Record<string, RegExp>> = {
  $top: /^(?:[1-9]\d?|100)$/,
  $skip: /^\d+$/,
  $count: /^(?:true|false)$/,
  $orderby: /^title(?: desc)?$/,
}
const isTitle = (value: unknown): boolean => typeof value === 'string' && value !== '' && Array.from(value).length <= 60

async function fire(difference?: Difference) {
  const orders = new Map<number, Order>()
  let last = 0
  const is = (one: Difference): boolean => difference === one
  function list({ origin, pathname, searchParams }: URL): Response {
    const [by, direction] = (searchParams.get('$orderby') ?? '').split(' ')
    if ([...searchParams].some(([name, value]) => TAKEN[name]?.test(value) === false))
      return new Response(null, { status: 400 })
    const all = [...orders.values()]
    if (by === 'title' && !is('ignores-orders')) all.sort((one, other) => (one.title < other.title ? -1 : 1))
    if (direction === 'desc' && !is('ignores-orders')) all.reverse()
    const [skip, asked] = [Number(searchParams.get('$skip') ?? 0), Number(searchParams.get('$top') ?? 100)]
    const top = Math.min(asked, is('cuts-pages') ? 2 : 100)
    const value = all.slice(skip, skip + top + (is('lists-past-the-top') ? 1 : 0))
    const count = is('counts-the-page') ? value.length : all.length
    const isPage = is('links-behind-the-top') || is('links-without-the-order')
    const isCut = value.length < (isPage ? all.length - skip : Math.min(asked, all.length - skip))
    const rest = new URLSearchParams({
      ...Object.fromEntries(searchParams),
      $skip: String(skip + top),
      $top: String(isPage ? asked : asked - top),
    })
    if (is('links-without-the-order')) rest.delete('$orderby')
    return Response.json({
      ...(searchParams.get('$count') === 'true' ? { '@odata.count': count } : {}),
      ...(isCut ? { '@odata.nextLink': `${origin}${pathname}?${rest.toString()}` } : {}),
      value,
    })
  }
  const report = await fireAt(document, async (request) => {
    const url = new URL(request.url)
    const [, , id] = url.pathname.split('/')
    const isRead = request.method === 'GET' || request.method === 'HEAD'
    if (id === undefined && isRead) return list(url)
    const found = orders.get(Number(id))
    if (id !== undefined && found === undefined) return new Response(null, { status: 404 })
    if (request.method === 'DELETE') return new Response(null, { status: orders.delete(Number(id)) ? 204 : 404 })
    if (isRead) return Response.json(found)
    const body: unknown = await request.json().catch(() => undefined)
    const isJson = request.headers.get('content-type') === 'application/json'
    if (request.method !== 'POST' || !isJson || !isObject(body) || !isTitle(body['title']))
      return new Response(null, { status: 400 })
    const order = { id: (last += 1), title: String(body['title']) }
    orders.set(order.id, order)
    return Response.json(order, { status: 201 })
  })
  const found = told(report).filter((one) => !/unsupported-methods|status-is-documented/.test(one))
  return { told: found, held: orders.size, report }
}

test('orders that conform are not accused, and their total and their order are verified', async () => {
  const { told: found, held, report } = await fire()
  expect([found, held]).toEqual([[], 0])
  const passed = report.results.flatMap(({ id, status }) => (status === 'pass' ? [id] : []))
  for (const law of ['total-counts-members', 'sorts-sort', 'pages-hold-all-members'])
    expect(passed).toContain(`law.${law}[order]`)
})

test('a server that cuts pages and links to the rest is not accused', async () => {
  const { told: found, report } = await fire('cuts-pages')
  expect(found).toEqual([])
  const passed = report.results.flatMap(({ id, status }) => (status === 'pass' ? [id] : []))
  expect(passed).toEqual(expect.arrayContaining(['law.pages-hold-all-members[order]', 'law.list-holds-created[order]']))
})

test('a server that links to the page behind $top is not accused, and its links are verified', async () => {
  const { told: found, report } = await fire('links-behind-the-top')
  expect(found).toEqual([])
  expect(report.results).toContainEqual(
    expect.objectContaining({ id: 'law.next-link-keeps-the-query[order]', status: 'pass' }),
  )
})

test.each<[Difference, string]>([
  ['links-without-the-order', 'fail law.next-link-keeps-the-query[order]'],
  ['counts-the-page', 'fail law.total-counts-members[order]'],
  ['ignores-orders', 'fail law.sorts-sort[order]'],
  ['lists-past-the-top', 'fail law.page-size-is-kept[order]'],
])('orders of a server that %s are told: %s', async (difference, line) => {
  expect((await fire(difference)).told).toContain(line)
})
