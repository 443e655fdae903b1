import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { isObject } from '../../json/pointer.ts'
import type { Report } from '../../report/report.ts'
import { fireAt, told } from './fire-at.test-support.ts'

const NOUNS = ['crate', 'lid']

const pathsOf = (noun: string): string => `
  /${noun}s:
    get:
      parameters: [ { name: page, in: query, schema: { type: integer, minimum: 1 } }, { name: per_page, in: query, schema: { type: integer, minimum: 1 } } ]
      responses: { '200': { description: all, content: { application/json: { schema: { type: object, properties: { items: { type: array, items: { $ref: '#/components/schemas/Thing' } } } } } } } }
    post: { requestBody: &${noun} { required: true, content: { application/json: { schema: { type: object, required: [ ${noun} ], properties: { ${noun}: { $ref: '#/components/schemas/NewThing' } } } } } }, responses: { '201': &${noun}One { description: one, content: { application/json: { schema: { type: object, properties: { ${noun}: { $ref: '#/components/schemas/Thing' } } } } } }, '400': { description: no } } }
  /${noun}s/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *${noun}One, '404': { description: no } } }
    put: { requestBody: *${noun}, responses: { '200': *${noun}One, '400': { description: no }, '404': { description: no } } }
    patch: { requestBody: { required: true, content: { application/json: { schema: { type: object, required: [ ${noun} ], properties: { ${noun}: { $ref: '#/components/schemas/Part' } } } } } }, responses: { '200': *${noun}One, '400': { description: no }, '404': { description: no } } }
    delete: { responses: { '204': { description: gone }, '404': { description: no } } }`

const { document } = readWritten({
  'things.yaml': `openapi: 3.1.0
info: { title: things, version: '1' }
paths:${NOUNS.map(pathsOf).join('')}
components:
  schemas:
    NewThing: { type: object, additionalProperties: false, required: [ title ], properties: { title: { type: string }, note: { type: string } } }
    Part: { type: object, additionalProperties: false, properties: { title: { type: string }, note: { type: string } } }
    Thing: { type: object, required: [ id, title ], properties: { id: { type: integer, readOnly: true }, title: { type: string }, note: { type: string } } }
`,
})

interface Thing {
  readonly id: number
  readonly title: unknown
  readonly note?: unknown
}

/** Drops what it does not know, merges on PUT, reads a page that is none as the first, and refuses an empty object around a member. */
function serve(loses: 'title' | undefined): (request: Request) => Promise<Response> {
  const kept = new Map<string, Thing>()
  let last = 0
  return async (request) => {
    const { pathname, searchParams } = new URL(request.url)
    const [, collection = '', own] = pathname.split('/')
    const noun = collection.slice(0, -1)
    const known = kept.get(`${noun}/${own ?? ''}`)
    if (own === undefined && request.method === 'GET') {
      const [page, size] = ['page', 'per_page'].map((name) => Number(searchParams.get(name) ?? 0))
      const most = size !== undefined && size > 0 ? size : 20
      const from = most * (page !== undefined && page > 0 ? page - 1 : 0)
      const all = [...kept].flatMap(([key, thing]) => (key.startsWith(`${noun}/`) ? [thing] : []))
      return Response.json({ items: all.slice(from, from + most) })
    }
    if (own !== undefined && known === undefined) return new Response(null, { status: 404 })
    if (request.method === 'GET') return Response.json({ [noun]: known })
    if (request.method === 'DELETE')
      return new Response(null, { status: kept.delete(`${noun}/${own ?? ''}`) ? 204 : 404 })
    const body: unknown = await request.json().catch(() => undefined)
    const sent = isObject(body) ? body[noun] : undefined
    if (!isObject(sent) || Object.keys(sent).length === 0) return new Response(null, { status: 400 })
    const { title = known?.title, note = known?.note } = sent
    if (typeof title !== 'string' || !['string', 'undefined'].includes(typeof note))
      return new Response(null, { status: 400 })
    const id = known?.id ?? (last += 1)
    const stays = loses !== undefined && known !== undefined
    kept.set(`${noun}/${id}`, { id, title: stays ? known.title : title, ...(note === undefined ? {} : { note }) })
    return Response.json({ [noun]: kept.get(`${noun}/${id}`) }, { status: known === undefined ? 201 : 200 })
  }
}

const HABITS =
  /^law\.(?:merge-leaves-the-rest|query-bounds-are-kept|replace-drops-the-rest|forbidden-properties|concurrent-updates)\[/
const fire = (loses?: 'title'): Promise<Report> => fireAt(document, serve(loses), { selects: (id) => HABITS.test(id) })

test('a habit of a framework is one cause, and an empty object around a member is not sent', async () => {
  const report = await fire()
  expect(told(report).filter((line) => line.includes('merge-leaves'))).toEqual([])
  expect(report.causes.map(({ id }) => id).toSorted()).toEqual([
    'forbidden-properties.presumed/accepted',
    'query-bounds-are-kept/reads-as-default',
    'replace-drops-the-rest.presumed/keeps-all',
  ])
})

test('updates at once are not judged at a property that an update alone loses', async () => {
  const { results } = await fire('title')
  expect(results.find(({ id }) => id === 'law.concurrent-updates[crate]')).toMatchObject({
    status: 'skip',
    reason: expect.stringContaining('an update alone does not store the value') as string,
  })
})
