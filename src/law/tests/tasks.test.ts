import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { fireAt } from './fire-at.test-support.ts'

/** Tasks whose list has a parameter `status`, described by a text. */
const documentWith = (description: string, isSet = false, listed = 'all, open, done') =>
  readWritten({
    'tasks.yaml': `openapi: 3.1.0
info: { title: tasks, version: '1' }
paths:
  /tasks:
    get:
      parameters: [ { name: status, in: query, ${description} schema: { type: string, enum: [ ${listed} ] } } ]
      responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: &task { $ref: '#/components/schemas/Task' } } } } } }
    post: { requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/NewTask' } } } }, responses: { '201': &theTask { description: one, content: { application/json: { schema: *task } } } } }
  /tasks/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: string } } ]
    get: { responses: { '200': *theTask, '404': { description: none } } }
    delete: { responses: { '204': { description: gone }, '404': { description: none } } }
components:
  schemas:
    Task: { type: object, required: [ id, title, status ], properties: { id: { type: string }, title: { type: string }, status: &status { type: string, enum: [ open, done ] } } }
    NewTask: { type: object, required: [ title ], properties: { title: { type: string }${isSet ? '' : ', status: *status'} } }
`,
  }).document

interface Serving {
  readonly filters?: boolean
  readonly lowers?: boolean
}

/** A server whose list filters tasks, or shows all of them, and that keeps titles as they are, or in small letters. */
function serve({ filters = true, lowers = false }: Serving): (request: Request) => Promise<Response> {
  const tasks = new Map<string, { readonly id: string; readonly status?: string }>()
  let count = 0
  return async (request) => {
    const { pathname, searchParams } = new URL(request.url)
    const [, , id = ''] = pathname.split('/')
    if (request.method === 'POST') {
      const { title, ...rest } = (await request.json()) as { readonly title?: string }
      const task = { status: 'open', ...rest, title: lowers ? title?.toLowerCase() : title, id: `t${(count += 1)}` }
      tasks.set(task.id, task)
      return Response.json(task, { status: 201 })
    }
    const [status, found] = [searchParams.get('status'), tasks.get(id)]
    if (id === '')
      return Response.json(
        [...tasks.values()].filter((task) => !filters || !status || status === 'all' || task.status === status),
      )
    if (found === undefined) return Response.json({}, { status: 404 })
    if (request.method === 'DELETE') tasks.delete(id)
    return request.method === 'DELETE' ? new Response(undefined, { status: 204 }) : Response.json(found)
  }
}

async function outcome(
  law: string,
  description: string,
  { listed, ...serving }: Serving & { readonly listed?: string },
): Promise<string | undefined> {
  const { results } = await fireAt(documentWith(description, false, listed), serve(serving), {
    selects: (id) => id === law,
  })
  return results.find(({ id }) => id === law)?.status
}

const LISTED = 'all, open, done'

test.each([
  ['', 'fail', LISTED],
  ['description: "* `open` - Open\\n* `done` - Done",', 'fail', LISTED],
  ['description: The status.,', 'fail', LISTED],
  ['description: The status.,', 'warn', 'open, done, late'],
  ['description: The status.,', 'warn', 'open'],
])('a parameter with %j that filters nothing is told as %s: %s', async (description, status, listed) => {
  expect(await outcome('law.filters-filter[task]', description, { filters: false, listed })).toBe(status)
  expect(await outcome('law.filters-filter[task]', description, { listed })).toBe('pass')
})

test('a text that comes back in small letters is a warning', async () => {
  expect(await outcome('law.text-comes-back[task]', '', { lowers: true })).toBe('warn')
  expect(await outcome('law.text-comes-back[task]', '', {})).toBe('pass')
})

test('a listed value that no member has may stand for several', async () => {
  const law = 'law.filters-filter[task]'
  const { results } = await fireAt(documentWith('', true), serve({}), { selects: (id) => id === law })
  expect(results.find(({ id }) => id === law)?.status).toBe('pass')
})
