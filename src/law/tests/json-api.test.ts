import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { isObject } from '../../json/pointer.ts'
import { realClock } from '../../send/clock.ts'
import { calibrateModel } from '../calibrate-model.ts'
import { fireAt, lawRun, told } from './fire-at.test-support.ts'

/** Articles of JSON:API: what a caller sets stands in `attributes`. */
const ARTICLES = `openapi: 3.1.0
info: { title: articles, version: '1' }
paths:
  /articles:
    get:
      operationId: listArticles
      parameters: [ { name: 'filter[status]', in: query, description: 'Only articles with one of these states, separated by commas', schema: { type: string } }, { name: sort, in: query, description: The order. A leading minus reverses it., schema: { type: string, enum: [ title, -title ] } } ]
      responses: { '400': { description: no such order }, '200': { description: all, content: &all { application/vnd.api+json: { schema: { type: object, required: [ data ], properties: { data: { type: array, items: { $ref: '#/components/schemas/Article' } } } } } } } }
    post:
      operationId: createArticle
      requestBody: { required: true, content: { application/vnd.api+json: { schema: { type: object, required: [ data ], properties: { data: { $ref: '#/components/schemas/NewArticle' } } } } } }
      responses: { '201': &one { description: one, content: { application/vnd.api+json: { schema: { type: object, required: [ data ], properties: { data: { $ref: '#/components/schemas/Article' } } } } } }, '409': &no { description: the code is taken }, '422': *no }
  /articles/{articleId}:
    parameters: [ { name: articleId, in: path, required: true, schema: { type: string } } ]
    get: { operationId: readArticle, responses: { '200': *one, '404': *no } }
    patch:
      operationId: updateArticle
      requestBody: { required: true, content: { application/vnd.api+json: { schema: { type: object, required: [ data ], properties: { data: { $ref: '#/components/schemas/ChangedArticle' } } } } } }
      responses: { '200': *one, '404': *no, '409': *no, '422': *no }
    delete: { operationId: deleteArticle, responses: { '204': *no, '404': *no } }
components:
  schemas:
    Set: &set { type: object, properties: &settable { title: { type: string, minLength: 1, maxLength: 200 }, code: { type: string, minLength: 1, maxLength: 40, description: Unique. }, status: { enum: [ draft, published ] } } }
    Times: { type: object, properties: { createdAt: { type: string, format: date-time, readOnly: true }, updatedAt: { type: string, format: date-time, readOnly: true } } }
    NewArticle: { type: object, required: [ type, attributes ], properties: { type: { const: articles }, attributes: { type: object, required: [ title, code, status ], properties: *settable } } }
    ChangedArticle: { type: object, required: [ type, id ], properties: { type: { const: articles }, id: { type: string }, attributes: *set } }
    Article: { type: object, required: [ type, id, attributes ], properties: { type: { const: articles }, id: { type: string }, attributes: { allOf: [ *set, { $ref: '#/components/schemas/Times' } ] } } }
`

const { document } = readWritten({ 'articles.yaml': ARTICLES })

type Difference =
  | 'resets-attributes'
  | 'ignores-filters'
  | 'ignores-minus'
  | 'keeps-the-time'
  | 'shares-codes'
  | 'cuts-emoji'
type Values = Readonly<Record<string, unknown>>

const isText =
  (most: number) =>
  (value: unknown): boolean =>
    typeof value === 'string' && value !== '' && Array.from(value).length <= most
const RULES: Readonly<Record<string, (value: unknown) => boolean>> = {
  title: isText(200),
  code: isText(40),
  status: (value) => value === 'draft' || value === 'published',
}

const answer = (status: number, body: unknown): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/vnd.api+json' } })

/** A server of articles. */
function serve(difference?: Difference) {
  const articles = new Map<string, Values>()
  let last = 0
  const is = (one: Difference): boolean => difference === one
  const shown = (id: string): unknown => ({ type: 'articles', id, attributes: articles.get(id) })
  const write = (attributes: unknown, id: string | undefined): Response => {
    const before = articles.get(id ?? '')
    const set = isObject(attributes) ? attributes : {}
    const kept = before === undefined || is('resets-attributes') ? {} : before
    const defaults =
      is('resets-attributes') && before !== undefined ? { title: 'none', code: `c${id}`, status: 'draft' } : {}
    const whole: Values = { ...defaults, ...kept, ...set }
    if (Object.entries(RULES).some(([name, holds]) => !holds(whole[name]))) return answer(422, {})
    const isTaken = [...articles].some(([other, { code }]) => other !== id && code === whole['code'])
    if (isTaken && !is('shares-codes')) return answer(409, {})
    const key = id ?? String((last += 1))
    const now = new Date().toISOString()
    const title = is('cuts-emoji')
      ? String(whole['title']).replaceAll(/\p{Extended_Pictographic}/gu, '')
      : whole['title']
    const times = {
      createdAt: before?.['createdAt'] ?? now,
      updatedAt: is('keeps-the-time') ? (before?.['updatedAt'] ?? now) : now,
    }
    articles.set(key, { ...whole, title, ...times })
    return answer(id === undefined ? 201 : 200, { data: shown(key) })
  }
  const handle = async (request: Request): Promise<Response> => {
    const { pathname, searchParams } = new URL(request.url)
    const [, , id] = pathname.split('/')
    if (id !== undefined && !articles.has(id)) return answer(404, {})
    const isRead = request.method === 'GET' || request.method === 'HEAD'
    const allowed = id === undefined ? ['GET', 'HEAD', 'POST'] : ['GET', 'HEAD', 'PATCH', 'DELETE']
    if (!allowed.includes(request.method))
      return new Response(null, { status: 405, headers: { Allow: allowed.join(', ') } })
    if (request.method === 'DELETE' && id !== undefined)
      return new Response(null, { status: articles.delete(id) ? 204 : 404 })
    if (isRead && id !== undefined) return answer(200, { data: shown(id) })
    if (isRead) {
      const wanted = is('ignores-filters') ? null : searchParams.get('filter[status]')
      const found = [...articles].filter(
        ([, { status }]) => wanted === null || wanted.split(',').includes(String(status)),
      )
      const sort = searchParams.get('sort')
      if (sort !== null && sort !== 'title' && sort !== '-title') return answer(400, {})
      if (sort !== null) found.sort(([, one], [, other]) => (String(one['title']) < String(other['title']) ? -1 : 1))
      if (sort === '-title' && !is('ignores-minus')) found.reverse()
      return answer(200, { data: found.map(([key]) => shown(key)) })
    }
    if (request.headers.get('content-type') !== 'application/vnd.api+json') return new Response(null, { status: 415 })
    const body: unknown = await request.json().catch(() => undefined)
    const data = isObject(body) && isObject(body['data']) ? body['data'] : {}
    const isRight = data['type'] === 'articles' && (id === undefined || data['id'] === id)
    const { attributes = id === undefined ? undefined : {} } = data
    return isRight && isObject(attributes) ? write(attributes, id) : answer(422, {})
  }
  return { handle, articles }
}

/** Fires the laws at a server of articles. */
async function fire(difference?: Difference) {
  const { handle, articles } = serve(difference)
  const report = await fireAt(document, handle, { clock: realClock })
  return { told: told(report), held: articles.size }
}

test('articles that conform are not accused', async () => {
  expect(await fire()).toEqual({ told: [], held: 0 })
})

test.each<[Difference, string]>([
  ['resets-attributes', 'fail law.merge-leaves-the-rest[article]'],
  ['ignores-filters', 'fail law.filters-filter[article]'],
  ['ignores-minus', 'fail law.sorts-sort[article]'],
  ['keeps-the-time', 'warn law.times-are-kept[article]'],
  ['shares-codes', 'fail law.unique-values-stay-unique[article]'],
  ['cuts-emoji', 'fail law.text-comes-back[article]'],
])('articles of a server that %s are told: %s', async (difference, line) => {
  expect((await fire(difference)).told).toContain(line)
})

test.each<[Difference | undefined, readonly string[]]>([
  [undefined, []],
  ['resets-attributes', [expect.stringContaining('without "attributes" resets it')]],
])('a patch keeps attributes although their times change: %s', async (difference, remarks) => {
  const { model } = await calibrateModel(lawRun(document, serve(difference).handle))
  expect(model.remarks.filter((remark) => remark.includes('attributes'))).toEqual(remarks)
})
