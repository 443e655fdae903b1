import { expect, test } from 'vitest'
import { isObject } from '../../json/pointer.ts'
import { readWritten } from '../../document/written.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Tasks of projects, which each project numbers. */
const { document } = readWritten({
  'tasks.yaml': `openapi: 3.1.0
info: { title: tasks, version: '1' }
paths:
  /projects:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: &project { type: object, required: [ id ], properties: { id: { type: integer, readOnly: true }, name: { type: string } } } } } } } } }
    post:
      requestBody: { required: true, content: { application/json: { schema: &draft { type: object, required: [ name ], properties: { name: { type: string } } } } } }
      responses: { '201': &above { description: one, content: { application/json: { schema: *project } } }, '422': &no { description: refused } }
  /projects/{projectId}:
    parameters: [ &projectId { name: projectId, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *above, '404': *no } }
    delete: { responses: { '204': { description: gone }, '404': *no } }
  /projects/{projectId}/tasks:
    parameters: [ *projectId ]
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: &task { type: object, required: [ id ], properties: { id: { type: integer, readOnly: true }, number: { type: integer, readOnly: true }, name: { type: string } } } } } } } } }
    post: { requestBody: { required: true, content: { application/json: { schema: *draft } } }, responses: { '201': &one { description: one, content: { application/json: { schema: *task } } }, '404': *no, '422': *no } }
  /projects/{projectId}/tasks/{taskId}:
    parameters: [ *projectId, { name: taskId, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    patch: { requestBody: { required: true, content: { application/json: { schema: { type: object, properties: { name: { type: string } } } } } }, responses: { '200': *one, '404': *no, '422': *no } }
    delete: { responses: { '204': { description: gone }, '404': *no } }
`,
})

type Fault = 'none' | 'changes-the-number' | 'deletes-the-number' | 'names-are-unique'

interface Task {
  readonly id: number
  readonly number: number
  readonly project: number
  readonly name: unknown
}

const status = (code: number): Response => new Response(null, { status: code })

function createTasks(fault: Fault): (request: Request) => Promise<Response> {
  const [projects, tasks] = [new Map<number, unknown>(), new Map<number, Task>()]
  const counts = new Map<number, number>()
  let last = 0
  return async (request) => {
    const text = await request.text()
    const body: unknown = text === '' ? undefined : JSON.parse(text)
    const [, projectId, , taskId] = new URL(request.url).pathname.slice(1).split('/')
    const [project, task] = [Number(projectId), tasks.get(Number(taskId))]
    const name = isObject(body) ? body['name'] : undefined
    if (request.method === 'POST' && typeof name !== 'string') return status(422)
    if (projectId === undefined && request.method === 'POST') {
      projects.set((last += 1), name)
      return Response.json({ id: last, name }, { status: 201 })
    }
    if (projectId === undefined) return Response.json([...projects].map(([id, one]) => ({ id, name: one })))
    if (!projects.has(project)) return status(404)
    if (!new URL(request.url).pathname.includes('/tasks')) {
      if (request.method === 'GET') return Response.json({ id: project, name: projects.get(project) })
      projects.delete(project)
      return status(204)
    }
    if (taskId === undefined && request.method === 'GET')
      return Response.json([...tasks.values()].filter((one) => one.project === project))
    if (taskId === undefined) {
      if (fault === 'names-are-unique' && [...tasks.values()].some((one) => one.name === name)) return status(409)
      counts.set(project, (counts.get(project) ?? 0) + 1)
      const made = { id: (last += 1), number: counts.get(project) ?? 0, project, name }
      tasks.set(last, made)
      return Response.json(made, { status: 201 })
    }
    if (task?.project !== project) return status(404)
    if (request.method === 'GET') return Response.json(task)
    if (request.method === 'DELETE') {
      for (const one of tasks.values())
        if (one.id === task.id || (fault === 'deletes-the-number' && one.number === task.number)) tasks.delete(one.id)
      return status(204)
    }
    for (const one of tasks.values())
      if (one.id === task.id || (fault === 'changes-the-number' && one.number === task.number))
        tasks.set(one.id, { ...one, name })
    return Response.json(tasks.get(task.id))
  }
}

test.each<[Fault, readonly string[]]>([
  ['none', []],
  ['names-are-unique', []],
  ['changes-the-number', ['fail law.twins-stay-apart[task]']],
  ['deletes-the-number', ['fail law.twins-stay-apart[task]']],
])('tasks of a server with the fault %s', async (fault, expected) => {
  const report = await fireAt(document, createTasks(fault), { selects: (id) => id === 'law.twins-stay-apart[task]' })
  expect(told(report)).toEqual(expected)
  expect(report.leftBehind).toBeUndefined()
})
