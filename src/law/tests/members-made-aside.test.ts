import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { isObject } from '../../json/pointer.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Templates that can be duplicated. A path to a file may be refused. */
const DOCUMENT = `openapi: 3.1.0
info: { title: templates, version: '1' }
paths:
  /templates:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: &template { $ref: '#/components/schemas/Template' } } } } } } }
    post: { requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/NewTemplate' } } } }, responses: { '201': &one { description: one, content: { application/json: { schema: *template } } }, '400': &no { description: refused }, '403': *no, '415': *no } }
  /templates/{id}:
    parameters: &id [ { name: id, in: path, required: true, schema: { type: string } } ]
    get: { responses: { '200': *one, '403': *no, '404': *no } }
    delete: { responses: { '204': { description: gone }, '403': *no, '404': *no } }
  /templates/{id}/duplicate:
    parameters: *id
    post: { responses: { '201': *one, '404': *no } }
  /templates/{id}/copy:
    parameters: *id
    post: { requestBody: { required: true, content: { application/json: { schema: { type: object, required: [ title ], properties: { title: { type: string, minLength: 1, maxLength: 3 } } } } } }, responses: { '200': *one, '400': *no, '404': *no, '415': *no } }
components:
  schemas:
    NewTemplate: { type: object, required: [ title ], properties: { title: { type: string, minLength: 1 }, path: { type: string } } }
    Template: { type: object, required: [ id, title ], properties: { id: { type: string, readOnly: true }, title: { type: string }, path: { type: string } } }
`

const { document } = readWritten({ 'templates.yaml': DOCUMENT })

type Difference = 'refuses-paths' | 'fails-at-paths' | 'never-deletes' | 'forbids-what-is-gone' | 'tells-no-key'

function createTemplates(difference?: Difference) {
  const store = new Map<string, object>()
  let last = 0
  const is = (one: Difference): boolean => difference === one
  const shown = (one: unknown): unknown => (is('tells-no-key') ? { ...(one as object), id: undefined } : one)
  const add = (sent: object, status = 201): Response => {
    last += 1
    const id = `t${last}f8b1c4d9e0a2`
    store.set(id, { ...sent, id })
    return Response.json(shown(store.get(id)), { status })
  }
  const handle = async (request: Request): Promise<Response> => {
    const [, , own, action] = new URL(request.url).pathname.split('/')
    const isRead = request.method === 'GET' || request.method === 'HEAD'
    if (own === undefined && isRead) return Response.json([...store.values()].map(shown))
    const known = store.get(own ?? '')
    if (own !== undefined && known === undefined)
      return new Response(null, { status: is('forbids-what-is-gone') ? 403 : 404 })
    if (isRead && action === undefined) return Response.json(known)
    if (action === 'duplicate' && request.method === 'POST') return add(known ?? {})
    if (request.method === 'DELETE' && known !== undefined && action === undefined) {
      if (is('never-deletes')) return new Response(null, { status: 403 })
      store.delete(own ?? '')
      // The member is gone, and the answer is that of what is not there.
      return new Response(null, { status: is('forbids-what-is-gone') ? 403 : 204 })
    }
    const isCopy = action === 'copy'
    if (request.method !== 'POST' || (own !== undefined && !isCopy))
      return new Response(null, {
        status: 405,
        headers: { Allow: own === undefined ? 'GET, POST' : isCopy ? 'POST' : 'GET, DELETE' },
      })
    if (request.headers.get('content-type')?.includes('json') !== true) return new Response(null, { status: 415 })
    const sent: unknown = await request.json().catch(() => null)
    const { title, path } = isObject(sent) ? sent : {}
    if (typeof title !== 'string' || title === '' || !['string', 'undefined'].includes(typeof path))
      return new Response(null, { status: 400 })
    // A copy has the title that was sent, which may be too short for a word of the run.
    if (isCopy && title.length > 3) return new Response(null, { status: 400 })
    if (isCopy) return add({ title }, 200)
    if (path !== undefined && is('refuses-paths')) return new Response(null, { status: 403 })
    if (path !== undefined && is('fails-at-paths')) return new Response(null, { status: 500 })
    return add({ title, ...(path === undefined ? {} : { path }) })
  }
  return { store, handle }
}

async function fire(difference?: Difference, more: Parameters<typeof fireAt>[2] = {}) {
  const { store, handle } = createTemplates(difference)
  return { report: await fireAt(document, handle, more), left: store.size }
}

test('a member that an action makes is removed too', async () => {
  const { report, left } = await fire()
  expect([told(report), report.verdict, left]).toEqual([[], 'conforms', 0])
  expect(report.results.find(({ id }) => id === 'law.create-shows-member[duplicate]')?.status).not.toBe('fail')
})

test.each(['refuses-paths', 'fails-at-paths'] as const)(
  'a server that %s still takes members without a path',
  async (difference) => {
    const { report, left } = await fire(difference)
    expect(report.results.find(({ id }) => id === 'law.read-equals-write[template]')?.status).toBe('pass')
    expect(left).toBe(0)
  },
)

test('members that cannot be removed are made three times, and told', async () => {
  const { report, left } = await fire('never-deletes')
  expect(left).toBeLessThan(12)
  expect(report.leftBehind?.at(-1)).toMatch(/^(?:\d+ more of template, for the same reason|template at )/)
  const reasons = report.results.map(({ reason }) => reason)
  expect(reasons).toContainEqual(
    expect.stringMatching(
      /^template at \/templates\/\w+ could not be removed: the delete was answered 403, so the run makes no more of them$/,
    ),
  )
})

test('what was read, is gone and is answered 403 is not left behind', async () => {
  const { report, left } = await fire('forbids-what-is-gone', {
    selects: (id) => id === 'law.read-equals-write[template]',
  })
  expect([left, report.leftBehind]).toEqual([0, undefined])
})

test('members whose creates tell no key are made a few times', async () => {
  const { left } = await fire('tells-no-key')
  expect(left).toBeLessThanOrEqual(3)
})
