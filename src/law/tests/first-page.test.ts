import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Reeds on numbered pages. The document does not say which number the first page has. */
const REEDS = `openapi: 3.1.0
info: { title: reeds, version: '1' }
paths:
  /reeds:
    get:
      parameters: [ { name: page, in: query, schema: { type: integer } }, { name: size, in: query, schema: { type: integer } } ]
      responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: &reed { $ref: '#/components/schemas/Reed' } } } } }, '400': &no { description: no } }
    post:
      requestBody: { required: true, content: { application/json: { schema: *reed } } }
      responses: { '201': &one { description: one, content: { application/json: { schema: *reed } } }, '400': *no }
  /reeds/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    delete: { responses: { '204': *no, '404': *no } }
components:
  schemas:
    Reed: { type: object, required: [ name ], properties: { id: { type: integer, readOnly: true }, name: { type: string, minLength: 1 } } }
`

const { document } = readWritten({ 'reeds.yaml': REEDS })
const { document: unsized } = readWritten({
  'reeds.yaml': REEDS.replace(', { name: size, in: query, schema: { type: integer } }', ''),
})

/** Fires the laws at a server whose pages begin at a number. It skips the last of each full page where `skips` is set. */
async function fire(first: 0 | 1, { skips = false, of = document } = {}): Promise<readonly string[]> {
  const reeds = new Map<number, { readonly id: number; readonly name: string }>()
  let last = 0
  const report = await fireAt(of, async (request) => {
    const { pathname, searchParams } = new URL(request.url)
    const [, , own] = pathname.split('/')
    const reed = reeds.get(Number(own))
    if (own !== undefined && reed === undefined) return Response.json({}, { status: 404 })
    if (request.method === 'DELETE') return new Response(null, { status: reeds.delete(Number(own)) ? 204 : 404 })
    if (request.method === 'GET' && reed !== undefined) return Response.json(reed)
    if (own !== undefined) return new Response(null, { status: 405, headers: { Allow: 'GET, DELETE' } })
    if (request.method === 'GET') {
      const [page, size] = [Number(searchParams.get('page') ?? first), Number(searchParams.get('size') ?? 3)]
      if (!Number.isInteger(page) || !Number.isInteger(size) || page < first) return Response.json({}, { status: 400 })
      const begin = (page - first) * size
      return Response.json([...reeds.values()].slice(begin, begin + size - (skips && size > 1 ? 1 : 0)))
    }
    if (request.headers.get('content-type') !== 'application/json') return new Response(null, { status: 415 })
    const sent = (await request.json().catch(() => ({}))) as { readonly name?: unknown }
    if (typeof sent.name !== 'string' || sent.name === '') return Response.json({}, { status: 400 })
    const made = { id: (last += 1), name: sent.name }
    reeds.set(made.id, made)
    return Response.json(made, { status: 201 })
  })
  expect(reeds.size).toBe(0)
  return told(report).filter((line) => !/status-is-documented/.test(line))
}

test.each([0, 1] as const)('pages that begin at %i are walked from there', async (first) => {
  expect(await fire(first)).toEqual([])
})

test.each([0, 1] as const)('pages without a size that begin at %i are walked from there', async (first) => {
  expect(await fire(first, { of: unsized })).toEqual([])
})

test('a page that skips a member is told, whatever its number', async () => {
  expect(await fire(0, { skips: true })).toContain('warn law.pages-hold-all-members[reed]')
})
