import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { isObject, valueAt } from '../../json/pointer.ts'
import { inferModel } from '../../resource/infer/infer-model.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Pages whose writes send their version in a parameter of its own name. The version of the API is a parameter of reads too. */
const pagesWith = (parameter: string, update: string): string => `openapi: 3.0.3
info: { title: pages, version: '1' }
paths:
  /pages:
    parameters: [ &api { name: X-Api-Version, in: header, schema: { type: integer } } ]
    get: { operationId: listPages, responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Page' } } } } } } }
    post:
      operationId: createPage
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/NewPage' } } } }
      responses: { '201': &one { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Page' } } } }, '422': &no { description: refused } }
  /pages/{pageId}:
    parameters: [ *api, { name: pageId, in: path, required: true, schema: { type: integer } } ]
    get: { operationId: readPage, responses: { '200': *one, '404': *no } }
    put: { operationId: replacePage, ${update} requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/NewPage' } } } }, responses: { '200': *one, '404': *no, '409': &stale { description: The version is not the current one. }, '422': *no } }
    delete: { operationId: deletePage, parameters: [ ${parameter} ], responses: { '204': *no, '404': *no, '409': *stale } }
components:
  schemas:
    NewPage: { type: object, required: [ title ], properties: { title: { type: string } } }
    Page: { type: object, required: [ sys, title ], properties: { title: { type: string }, sys: { type: object, required: [ id, version ], properties: { id: { type: integer }, version: { type: integer } } } } }
`

const HEADER = `{ name: X-Pages-Version, in: header, required: true, description: The current version of the page., schema: { type: integer } }`
const QUERY = '{ name: version, in: query, description: The current version of the page., schema: { type: integer } }'

type Fault = 'none' | 'takes-old-updates' | 'takes-old-deletes' | 'needs-no-version'

async function fire(
  fault: Fault,
  { parameter, isDeleteAlone = false }: { readonly parameter: string; readonly isDeleteAlone?: boolean },
) {
  const { document } = readWritten({
    'pages.yaml': pagesWith(parameter, isDeleteAlone ? '' : `parameters: [ ${parameter} ],`),
  })
  const pages = new Map<number, object>()
  let last = 0
  const report = await fireAt(document, async (request) => {
    const { pathname, searchParams } = new URL(request.url)
    // Nothing is awaited between the version and the write.
    const sent: unknown = request.method.startsWith('P') ? await request.json().catch(() => undefined) : undefined
    const id = Number(pathname.split('/')[2])
    if (request.method === 'GET' && pathname === '/pages') return Response.json([...pages.values()])
    const page = pages.get(id)
    if (request.method !== 'POST' && page === undefined) return new Response(null, { status: 404 })
    if (request.method === 'GET') return Response.json(page)
    const isDelete = request.method === 'DELETE'
    if (!isDelete && (!isObject(sent) || typeof sent['title'] !== 'string')) return new Response(null, { status: 422 })
    const version = request.headers.get('x-pages-version') ?? searchParams.get('version')
    const current = Number(valueAt(page, '/sys/version') ?? 0)
    const isOpen =
      request.method === 'POST' ||
      (isDeleteAlone && !isDelete) ||
      fault === (isDelete ? 'takes-old-deletes' : 'takes-old-updates')
    const isMissing = version === null && (fault === 'needs-no-version' || parameter === QUERY)
    if (!isOpen && !isMissing && version !== String(current)) return new Response(null, { status: 409 })
    if (isDelete) return new Response(null, { status: pages.delete(id) ? 204 : 404 })
    const own = request.method === 'POST' ? (last += 1) : id
    pages.set(own, { title: isObject(sent) ? sent['title'] : '', sys: { id: own, version: current + 1 } })
    return Response.json(pages.get(own), { status: request.method === 'POST' ? 201 : 200 })
  })
  const passed = report.results.flatMap(({ id, status }) => (status === 'pass' ? [id] : []))
  return { failed: told(report).filter((one) => one.startsWith('fail')), passed, held: pages.size, document }
}

test('a version in a header of its own name is sent, and held', async () => {
  const { failed, passed, held, document } = await fire('none', { parameter: HEADER })
  expect(inferModel(document).resources['page']?.version).toMatchObject({
    value: { at: '/sys/version', parameter: 'header:X-Pages-Version', stale: 409, missing: 409 },
    certainty: 'sure',
  })
  for (const law of ['update-shows', 'stale-write-is-refused', 'missing-version-is-refused', 'version-changes'])
    expect(passed).toContain(`law.${law}[page]`)
  expect([failed, held]).toEqual([[], 0])
})

test.each<[Fault, string]>([
  ['takes-old-updates', 'fail law.stale-write-is-refused[page]'],
  ['takes-old-deletes', 'fail law.stale-delete-is-refused[page]'],
  ['needs-no-version', 'fail law.missing-version-is-refused[page]'],
])('a version in a header, and the fault %s: %s', async (fault, line) => {
  expect((await fire(fault, { parameter: HEADER })).failed).toContain(line)
})

test.each<[Fault, readonly string[]]>([
  ['none', []],
  ['takes-old-deletes', ['fail law.stale-delete-is-refused[page]']],
])('a version in the query of a delete alone, and the fault %s', async (fault, lines) => {
  const { failed, held } = await fire(fault, { parameter: QUERY, isDeleteAlone: true })
  expect([failed, held]).toEqual([lines, 0])
})
