import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import type { Report } from '../../report/report.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Issues and their comments, which are made and listed, and have no path of their own. */
const DOCUMENT = `openapi: 3.1.0
info: { title: issues, version: '1' }
security: [ { token: [] } ]
paths:
  /issues:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: &issue { $ref: '#/components/schemas/Issue' } } } } }, '401': &no { description: no } } }
    post: { requestBody: { required: true, content: { application/json: { schema: *issue } } }, responses: { '201': &one { description: one, content: { application/json: { schema: *issue } } }, '400': *no, '401': *no } }
  /issues/{id}:
    parameters: &parameters [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '401': *no, '404': *no } }
    delete: { responses: { '204': *no, '401': *no, '404': *no } }
  /issues/{id}/comments:
    parameters: *parameters
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: &comment { $ref: '#/components/schemas/Comment' } } } } }, '401': *no, '404': *no } }
    post: { requestBody: { required: true, content: { application/json: { schema: *comment } } }, responses: { '201': { description: one, content: { application/json: { schema: *comment } } }, '400': *no, '401': *no, '404': *no, '409': *no } }
components:
  securitySchemes: { token: { type: http, scheme: bearer } }
  schemas:
    Issue: { type: object, required: [ title ], properties: { id: { type: integer, readOnly: true }, title: { type: string, minLength: 1 }, locked: { type: boolean, readOnly: true } } }
    Comment: { type: object, required: [ text ], properties: { id: { type: integer, readOnly: true }, text: { type: string, minLength: 1 }, minutes: { type: integer, minimum: 0, maximum: 600 } } }
`

type Fault =
  | 'lists-none'
  | 'loses-minutes'
  | 'of-all-issues'
  | 'takes-any-minutes'
  | 'open-list'
  | 'list-of-any-issue'
  | 'one-id'

type Part = Readonly<Record<string, unknown>>

interface Style {
  readonly fault?: Fault
  /** True for issues that take no comments. */
  readonly isLocked?: boolean
}

function isComment({ text, minutes = 0 }: Part, fault: Fault | undefined): boolean {
  const isInBounds = Number(minutes) >= 0 && (Number(minutes) <= 600 || fault === 'takes-any-minutes')
  return typeof text === 'string' && text !== '' && Number.isInteger(minutes) && isInBounds
}

const bare = (code: number): Response => new Response(null, { status: code })

function serve({ fault, isLocked = false }: Style): (request: Request) => Promise<Response> {
  const issues = new Map<number, Part>()
  const comments = new Map<number, readonly Part[]>()
  let last = 0
  return async (request) => {
    const [, , own, below] = new URL(request.url).pathname.split('/')
    const id = Number(own)
    const isOpen = fault === 'open-list' && below !== undefined && request.method === 'GET'
    if (!isOpen && request.headers.get('authorization') !== 'Bearer of-owner')
      return new Response(null, { status: 401, headers: { 'WWW-Authenticate': 'Bearer' } })
    const isLost = own !== undefined && !issues.has(id)
    if (isLost && !(fault === 'list-of-any-issue' && request.method === 'GET' && below !== undefined)) return bare(404)
    if (request.method === 'GET' && below !== undefined) {
      const held = fault === 'of-all-issues' ? [...comments.values()].flat() : (comments.get(id) ?? [])
      const shown = fault === 'lists-none' ? [] : held
      return Response.json(
        fault === 'loses-minutes' ? shown.map((one) => ({ id: one['id'], text: one['text'] })) : shown,
      )
    }
    if (request.method === 'GET') return Response.json(own === undefined ? [...issues.values()] : issues.get(id))
    if (request.method === 'DELETE' && below === undefined && own !== undefined) {
      issues.delete(id)
      comments.delete(id)
      return bare(204)
    }
    if (request.method !== 'POST' || (own !== undefined && below === undefined))
      return new Response(null, { status: 405, headers: { Allow: own === undefined ? 'GET, POST' : 'GET, DELETE' } })
    if (request.headers.get('content-type') !== 'application/json') return bare(415)
    const sent = (await request.json().catch(() => ({}))) as Part
    if (below === undefined) {
      const { title } = sent
      if (typeof title !== 'string' || title === '') return bare(400)
      last += 1
      issues.set(last, { id: last, title, locked: isLocked })
      return Response.json(issues.get(last), { status: 201 })
    }
    if (!isComment(sent, fault)) return bare(400)
    if (isLocked) return bare(409)
    if (fault !== 'one-id') last += 1
    const { text, minutes } = sent
    const made = { id: fault === 'one-id' ? 1 : last, text, ...(minutes === undefined ? {} : { minutes }) }
    comments.set(id, [...(comments.get(id) ?? []), made])
    return Response.json(made, { status: 201 })
  }
}

function fire(style: Style): Promise<Report> {
  const { document } = readWritten({ 'issues.yaml': DOCUMENT })
  const principals = { owner: { bearer: 'of-owner' } }
  return fireAt(document, serve(style), { principals })
}

test('members without a path of their own are a resource of a list and a create', async () => {
  const report = await fire({})
  expect(told(report)).toEqual([])
  const passed = report.results.flatMap(({ id, status }) => (status === 'pass' ? [id] : []))
  expect(passed).toContain('law.list-holds-created[comment]')
  expect(passed).toContain('law.invalid-create-is-refused[comment]')
  expect(passed).toContain('law.no-credentials-are-refused[comment]')
})

test('a create that the state of the parent refuses accuses nobody', async () => {
  expect(told(await fire({ isLocked: true }))).toEqual([])
})

test.each<[Fault, string]>([
  ['lists-none', 'fail law.list-holds-created[comment]'],
  ['loses-minutes', 'fail law.boundary-values-come-back[comment]'],
  ['of-all-issues', 'fail law.children-stay-with-their-parent[comment]'],
  ['takes-any-minutes', 'fail law.invalid-create-is-refused[comment]'],
  ['open-list', 'fail law.no-credentials-are-refused[comment]'],
  ['list-of-any-issue', 'warn law.unknown-parent-is-not-found[comment]'],
  ['one-id', 'fail law.keys-are-unique[comment]'],
])('%s is found', async (fault, found) => {
  expect(told(await fire({ fault }))).toContain(found)
})
