import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { isObject } from '../../json/pointer.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Threads that are locked by an action, and that take posts. */
const documentOf = (lock: string, post = 'Adds a post.'): ReturnType<typeof readWritten>['document'] =>
  readWritten({
    'threads.yaml': `openapi: 3.1.0
info: { title: threads, version: '1' }
paths:
  /threads:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Thread' } } } } } } }
    post: { requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/New' } } } }, responses: { '201': &one { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Thread' } } } }, '400': &no { description: refused } } }
  /threads/{id}:
    parameters: &id [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    delete: { responses: { '204': { description: gone }, '404': *no } }
  /threads/{id}/lock:
    parameters: *id
    put: { description: '${lock}', responses: { '204': { description: locked }, '404': *no } }
  /threads/{id}/posts:
    parameters: *id
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Post' } } } } }, '404': *no } }
    post: { description: '${post}', requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/New' } } } }, responses: { '201': { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Post' } } } }, '400': *no, '403': *no, '404': *no } }
components:
  schemas:
    New: { type: object, required: [ title ], properties: { title: { type: string, minLength: 1 } } }
    Thread: { type: object, required: [ id, title, locked ], properties: { id: { type: integer, readOnly: true }, title: { type: string }, locked: { type: boolean, readOnly: true } } }
    Post: { type: object, required: [ id, title ], properties: { id: { type: integer, readOnly: true }, title: { type: string } } }
`,
  }).document

interface Thread {
  readonly id: number
  readonly title: unknown
  readonly locked: boolean
}

type Mode = 'right' | 'takes-posts' | 'never-takes-posts' | 'never-locks'

function createThreads(mode: Mode): (request: Request) => Promise<Response> {
  const threads = new Map<number, Thread>()
  const posts = new Map<number, readonly unknown[]>()
  let last = 0
  return async (request) => {
    const { method, url } = request
    const [, , own, below] = new URL(url).pathname.split('/')
    const sent: unknown = await request.json().catch(() => undefined)
    const title = isObject(sent) ? sent['title'] : undefined
    const isFit = typeof title === 'string' && title !== ''
    const thread = threads.get(Number(own))
    if (own !== undefined && thread === undefined) return new Response(null, { status: 404 })
    if (thread === undefined) {
      if (method === 'GET') return Response.json([...threads.values()])
      if (!isFit) return new Response(null, { status: 400 })
      const made = { id: (last += 1), title, locked: false }
      threads.set(made.id, made)
      return Response.json(made, { status: 201 })
    }
    if (below === 'lock') threads.set(thread.id, { ...thread, locked: mode !== 'never-locks' })
    if (below === undefined && method === 'DELETE') threads.delete(thread.id)
    if (below === undefined && method === 'GET') return Response.json(thread)
    if (below !== 'posts') return new Response(null, { status: 204 })
    const known = posts.get(thread.id) ?? []
    if (method === 'GET') return Response.json(known)
    const isClosed = mode === 'never-takes-posts' || (thread.locked && mode !== 'takes-posts')
    if (isClosed) return new Response(null, { status: 403 })
    if (!isFit) return new Response(null, { status: 400 })
    const made = { id: (last += 1), title }
    posts.set(thread.id, [...known, made])
    return Response.json(made, { status: 201 })
  }
}

const ID = 'law.other-state-is-refused[thread]'
const BY_ACTION = documentOf('A locked thread takes no posts (403).')
const BY_CREATE = documentOf('Locks the thread.', 'A full thread and a locked thread are answered with 403.')

test.each([
  [BY_ACTION, 'right', 'pass'],
  [BY_ACTION, 'takes-posts', 'fail'],
  [BY_CREATE, 'right', 'pass'],
  [BY_CREATE, 'takes-posts', 'fail'],
  // What is refused at any member, and a state that no read shows, tell nothing.
  [BY_ACTION, 'never-takes-posts', 'skip'],
  [BY_ACTION, 'never-locks', 'skip'],
] as const)('a create below a member in a state that refuses it: %#', async (document, mode, status) => {
  const report = await fireAt(document, createThreads(mode), { selects: (id) => id === ID, mayLeave: () => true })
  expect(report.results.map((one) => one.status)).toEqual([status])
})

test('words about other members refuse nothing here', async () => {
  for (const words of [
    'A locked thread takes no votes.',
    'A locked room takes no posts.',
    'Posts of a locked thread stay.',
  ]) {
    const report = await fireAt(documentOf(words), createThreads('takes-posts'), {
      selects: (id) => id === ID,
      mayLeave: () => true,
    })
    expect(told(report)).toEqual([])
  }
})
