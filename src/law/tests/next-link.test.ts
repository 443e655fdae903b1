import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Jobs, in the style of Django REST or of GitHub: numbered pages, and a link to the next page in the body or in a header. */
const DOCUMENT = (page: string): string => `openapi: 3.1.0
info: { title: jobs, version: '1' }
paths:
  /jobs:
    get:
      parameters:
        - { name: page, in: query, schema: { type: integer, minimum: 1, default: 1 } }
        - { name: per_page, in: query, schema: { type: integer, minimum: 1, maximum: 100, default: 30 } }
        - { name: queue, in: query, schema: { type: string }, description: Only jobs of this queue. Exact match. }
        - { name: sort, in: query, schema: { type: string, enum: [ title, -title ] }, description: The order of the jobs. }
        - { name: q, in: query, schema: { type: string }, description: Searches the titles. }
      responses: { '200': ${page}, '400': &no { description: no } }
    post:
      requestBody: { required: true, content: { application/json: { schema: &job { $ref: '#/components/schemas/Job' } } } }
      responses: { '201': &one { description: one, content: { application/json: { schema: *job } } }, '400': *no, '415': *no }
  /jobs/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    delete: { responses: { '204': *no, '404': *no } }
components:
  schemas:
    Job: { type: object, required: [ title, queue ], properties: { id: { type: integer, readOnly: true }, title: { type: string, minLength: 1 }, queue: { type: string, minLength: 1 } } }
`

const QUEUE = '{ name: queue, in: query, schema: { type: string }, description: Only jobs of this queue. Exact match. }'
const FILTER = `{ name: $filter, in: query, schema: { type: string }, description: "Filters jobs, for example \`queue eq 'mail'\`." }`

const ITEMS = `{ type: array, items: { $ref: '#/components/schemas/Job' } }`
const BODY = `{ description: all, content: { application/json: { schema: { type: object, required: [ results ], properties: { count: { type: integer }, next: { type: [ string, 'null' ], format: uri }, results: ${ITEMS} } } } } }`
const HEADER = `{ description: all, content: { application/json: { schema: ${ITEMS} } } }`

interface Job {
  readonly id: number
  readonly title: string
  readonly queue: string
}

interface Style {
  readonly link: 'body' | 'header'
  /** Jobs are filtered by an expression, and not by a parameter of the property's name. */
  readonly isExpression?: true
  /** The parameters that links lose. */
  readonly loses?: readonly string[]
  /** Links have one opaque parameter in place of the query. */
  readonly opaque?: true
  /** The parameter beside which pages have no link. */
  readonly unlinked?: 'queue' | 'sort' | 'q'
  /** Jobs of the queue that another client deletes before the pages of a filter are asked for. */
  readonly vanishes?: true
  /** The filter finds other queues too, with a link and without. */
  readonly loose?: true
  /** Jobs that are listed in no order that was asked for are in one by chance, from the second on. */
  readonly falls?: true
}

function linkTo(asked: URLSearchParams, page: number, { link, loses = [], opaque }: Style): string {
  const query = new URLSearchParams(asked)
  query.set('page', String(page))
  for (const name of loses) query.delete(name)
  const text = query.toString()
  return `${link === 'body' ? 'http://jobs.test' : ''}/jobs?${opaque === true ? `at=${Buffer.from(text).toString('base64url')}` : text}`
}

async function fire({ only, ...style }: Style & { readonly only?: string }): Promise<readonly string[]> {
  const jobs = new Map<number, Job>()
  let last = 0
  const written = DOCUMENT(style.link === 'body' ? BODY : HEADER)
  const text = style.isExpression === true ? written.replace(QUEUE, () => FILTER) : written
  const { document } = readWritten({ 'jobs.yaml': text })
  const answer = async (request: Request): Promise<Response> => {
    const url = new URL(request.url)
    const [, , own] = url.pathname.split('/')
    const job = jobs.get(Number(own))
    if (own !== undefined && job === undefined) return Response.json({}, { status: 404 })
    if (request.method === 'DELETE') return new Response(null, { status: jobs.delete(Number(own)) ? 204 : 404 })
    if (request.method === 'GET' && job !== undefined) return Response.json(job)
    if (own !== undefined) return new Response(null, { status: 405, headers: { Allow: 'GET, DELETE' } })
    if (request.method === 'GET') {
      const at = url.searchParams.get('at')
      const query = at === null ? url.searchParams : new URLSearchParams(Buffer.from(at, 'base64url').toString())
      const [page, size] = [Number(query.get('page') ?? 1), Number(query.get('per_page') ?? 30)]
      const sort = query.get('sort') ?? 'id'
      const isRight = Number.isInteger(page) && page > 0 && Number.isInteger(size) && size > 0 && size <= 100
      if (!isRight || !/^(?:id|-?title)$/.test(sort)) return Response.json({}, { status: 400 })
      const queue = query.get('queue')
      if (style.vanishes === true && queue !== null && size === 1) {
        const others = [...jobs.values()].filter((one) => one.queue === queue).slice(1)
        for (const { id } of others) jobs.delete(id)
      }
      const isFound = style.isExpression === true ? filterBy(query.get('$filter')) : undefined
      const isOfQueue = (one: Job): boolean => queue === null || style.loose === true || one.queue === queue
      const word = query.get('q') ?? ''
      const kept = [...jobs.values()].filter(isFound ?? isOfQueue).filter(({ title }) => title.includes(word))
      if (sort !== 'id') kept.sort((one, other) => (one.title < other.title ? -1 : 1))
      if (sort === '-title') kept.reverse()
      if (sort === 'id' && style.falls === true) fallFromTheSecond(kept)
      const shown = kept.slice((page - 1) * size, page * size)
      const isLinked = page * size < kept.length && !query.has(style.unlinked ?? 'none')
      const next = isLinked ? linkTo(query, page + 1, style) : null
      if (style.link === 'body') return Response.json({ count: kept.length, next, results: shown })
      return Response.json(shown, { headers: next === null ? {} : { Link: `<${next}>; rel="next"` } })
    }
    if (request.headers.get('content-type') !== 'application/json') return new Response(null, { status: 415 })
    const { title, queue } = (await request.json().catch(() => ({}))) as Readonly<Record<string, unknown>>
    if (typeof title !== 'string' || typeof queue !== 'string' || title === '' || queue === '')
      return Response.json({}, { status: 400 })
    const made = { id: (last += 1), title, queue }
    jobs.set(made.id, made)
    return Response.json(made, { status: 201 })
  }
  const report = await fireAt(document, answer, only === undefined ? {} : { selects: (id) => id === only })
  expect(jobs.size).toBe(0)
  return told(report)
}

/** Finds jobs by an expression. An expression of another kind finds none. */
function filterBy(expression: string | null): (job: Job) => boolean {
  if (expression === null) return () => true
  const [, name, value] = /^(queue|title) eq '([^']*)'$/.exec(expression) ?? []
  return (job) => name !== undefined && job[name as 'queue' | 'title'] === value
}

/** The order from the last title to the first, with the first job at the end: later pages are in that order too. */
function fallFromTheSecond(jobs: Job[]): void {
  jobs.sort((one, other) => (one.title > other.title ? -1 : 1))
  jobs.push(...jobs.splice(0, 1))
}

const LAW = 'law.next-link-keeps-the-query[job]'

test.each<Style>([
  { link: 'body' },
  { link: 'header' },
  { link: 'body', opaque: true },
  { link: 'header', opaque: true },
  { link: 'body', isExpression: true },
])('a link that keeps the query is not accused: %j', async (style) => {
  expect(await fire(style)).toEqual([])
})

test.each<Style>([
  { link: 'body', loses: ['queue'] },
  { link: 'header', loses: ['queue'] },
  { link: 'body', loses: ['$filter'], isExpression: true },
  { link: 'header', loses: ['$filter'], isExpression: true },
  { link: 'body', loses: ['sort'] },
  { link: 'header', loses: ['sort'] },
  { link: 'header', loses: ['sort'], falls: true },
  { link: 'body', loses: ['q'] },
  { link: 'header', loses: ['q'] },
])('a link that loses the filter, the order or the search is told: %j', async (style) => {
  expect(await fire(style)).toEqual([`fail ${LAW}`])
})

test.each<Style>([
  { link: 'body', unlinked: 'queue' },
  { link: 'header', unlinked: 'queue' },
  { link: 'body', unlinked: 'sort' },
  { link: 'header', unlinked: 'sort' },
  { link: 'header', unlinked: 'q' },
])('a page that has no link beside a filter or an order is told: %j', async (style) => {
  expect(await fire(style)).toEqual([`fail ${LAW}`])
})

test('members that another client deletes need no link', async () => {
  expect(await fire({ link: 'header', vanishes: true, only: LAW })).toEqual([])
})

test('a filter that is broken without a link is told as such alone', async () => {
  expect(await fire({ link: 'header', loose: true })).toEqual(['fail law.filters-filter[job]'])
})
