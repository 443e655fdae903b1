import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { fireAt } from './fire-at.test-support.ts'

/** Coins on numbered pages with links in the body or in a header, or after and before the key of a coin. */
type Form = 'body' | 'header' | 'list' | 'parameter'

const CURSORS = `
        - { name: limit, in: query, schema: { type: integer, minimum: 1, maximum: 100 } }
        - { name: starting_after, in: query, description: The id of the last coin of the page before., schema: { type: string } }
        - { name: ending_before, in: query, description: The id of the first coin of a page. It is used to fetch the previous page of the list., schema: { type: string } }`
const NUMBERS = `
        - { name: page, in: query, schema: { type: integer, minimum: 1, default: 1 } }
        - { name: size, in: query, schema: { type: integer, minimum: 1, maximum: 100, default: 30 } }`
const LINK = `headers: { Link: { schema: { type: string } } }, `
const LINKS = `next: { type: [ string, 'null' ], format: uri }, previous: { type: [ string, 'null' ], format: uri }, `

const LISTED = `links: { type: array, items: { type: object, properties: { rel: { enum: [ next, previous ] }, href: { type: string } } } }, `

const documentOf = (form: Form): string => `openapi: 3.1.0
info: { title: coins, version: '1' }
paths:
  /coins:
    get:
      parameters: ${form === 'parameter' ? CURSORS : NUMBERS}
      responses: { '200': { description: all, ${form === 'header' ? LINK : ''}content: { application/json: { schema: { type: object, required: [ coins ], properties: { ${form === 'body' ? LINKS : ''}${form === 'list' ? LISTED : ''}coins: { type: array, items: &coin { $ref: '#/components/schemas/Coin' } } } } } } } }
    post:
      requestBody: { required: true, content: { application/json: { schema: *coin } } }
      responses: { '201': &one { description: one, content: { application/json: { schema: *coin } } }, '400': &no { description: no } }
  /coins/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: string } } ]
    get: { responses: { '200': *one, '404': *no } }
    delete: { responses: { '204': *no, '404': *no } }
components:
  schemas: { Coin: { type: object, required: [ face ], properties: { id: { type: string, readOnly: true }, face: { type: string, minLength: 1 } } } }
`

type Deviation = 'leads-to-the-first' | 'leads-nowhere' | 'loses-the-size' | 'has-no-links'

interface Coin {
  readonly id: string
  readonly face: string
}

function numbered(all: readonly Coin[], asked: URLSearchParams, { form, deviation }: Fired): Response {
  const [page, size] = [Number(asked.get('page') ?? 1), Number(asked.get('size') ?? 30)]
  const linkTo = (number: number, parameters = `size=${size}&page=${number}`): string =>
    `http://coins.test/coins?${parameters}`
  const next = page * size < all.length ? linkTo(page + 1) : undefined
  const wrong = {
    'leads-to-the-first': linkTo(1),
    'leads-nowhere': linkTo(90),
    'loses-the-size': linkTo(1, ''),
    'has-no-links': undefined,
  }
  const previous = page === 1 ? undefined : deviation === undefined ? linkTo(page - 1) : wrong[deviation]
  const coins = all.slice((page - 1) * size, page * size)
  if (form === 'body') return Response.json({ coins, next: next ?? null, previous: previous ?? null })
  const hrefs = { next, previous }
  const listed = Object.entries(hrefs).flatMap(([rel, href]) => (href === undefined ? [] : [{ rel, href }]))
  if (form === 'list') return Response.json({ coins, links: listed })
  const links = [
    ...(next === undefined ? [] : [`<${next}>; rel="next"`]),
    ...(previous === undefined ? [] : [`<${previous}>; rel="prev"`]),
  ]
  return Response.json({ coins }, links.length === 0 ? {} : { headers: { Link: links.join(', ') } })
}

function byKeys(all: readonly Coin[], asked: URLSearchParams, { deviation }: Fired): Response {
  const size = Number(asked.get('limit') ?? 30)
  const index = (name: string): number => all.findIndex(({ id }) => id === asked.get(name))
  const before = asked.has('ending_before') ? index('ending_before') : undefined
  const from = before === undefined ? index('starting_after') + 1 : Math.max(0, before - size)
  const isFirst = before !== undefined && deviation === 'leads-to-the-first'
  return Response.json({
    coins: isFirst ? all.slice(0, size) : all.slice(from, Math.min(before ?? Infinity, from + size)),
  })
}

interface Fired {
  readonly form: Form
  readonly deviation?: Deviation | undefined
}

async function fire(fired: Fired): Promise<string | undefined> {
  const coins = new Map<string, Coin>()
  let last = 0
  const { document } = readWritten({ 'coins.yaml': documentOf(fired.form) })
  const report = await fireAt(
    document,
    async (request) => {
      const { pathname, searchParams } = new URL(request.url)
      const own = pathname.split('/')[2]
      if (request.method === 'POST') {
        const { face } = (await request.json()) as Coin
        const coin = { id: `c${(last += 1)}`, face }
        coins.set(coin.id, coin)
        return Response.json(coin, { status: 201 })
      }
      if (own === undefined)
        return (fired.form === 'parameter' ? byKeys : numbered)([...coins.values()], searchParams, fired)
      const coin = coins.get(own)
      if (coin === undefined) return Response.json({}, { status: 404 })
      if (request.method === 'DELETE') coins.delete(own)
      return request.method === 'DELETE' ? new Response(null, { status: 204 }) : Response.json(coin)
    },
    { selects: (id) => id === 'law.pages-lead-back[coin]' },
  )
  return report.results.find(({ id }) => id === 'law.pages-lead-back[coin]')?.status
}

test.each<[Form, Deviation | undefined, string]>([
  ['body', undefined, 'pass'],
  ['header', undefined, 'pass'],
  ['list', undefined, 'pass'],
  ['parameter', undefined, 'pass'],
  ['body', 'leads-to-the-first', 'fail'],
  ['header', 'leads-to-the-first', 'fail'],
  ['list', 'leads-to-the-first', 'fail'],
  ['parameter', 'leads-to-the-first', 'fail'],
  ['body', 'leads-nowhere', 'fail'],
  ['body', 'loses-the-size', 'warn'],
  ['body', 'has-no-links', 'skip'],
  ['header', 'has-no-links', 'skip'],
])('by %s, the way to the page before %s: %s', async (form, deviation, expected) => {
  expect(await fire({ form, deviation })).toBe(expected)
})
