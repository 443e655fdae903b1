import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { createCrud, type Values } from './crud.test-support.ts'
import { fireAt } from './fire-at.test-support.ts'

/** Tasks that an action archives. */
const documentOf = (says: string, method = 'patch'): ReturnType<typeof readWritten>['document'] =>
  readWritten({
    'tasks.yaml': `openapi: 3.1.0
info: { title: tasks, version: '1' }
paths:
  /tasks:
    post: { requestBody: &body { required: true, content: { application/json: { schema: { type: object, required: [ name ], properties: { name: { type: string, minLength: 1 }, notes: { type: string } } } } } }, responses: { '201': &task { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Task' } } } }, '422': { description: refused } } }
  /tasks/{taskId}:
    parameters: &keys [ { name: taskId, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *task, '404': &none { description: none } } }
    ${method}: { description: '${says}', requestBody: *body, responses: { '200': *task, '404': *none, '422': { description: refused } } }
    delete: { responses: { '204': { description: gone }, '404': *none } }
  /tasks/{taskId}/archive:
    parameters: *keys
    post: { description: Archives the task. It becomes \`archived\`., responses: { '200': *task, '404': *none } }
components:
  schemas:
    Task: { type: object, required: [ id, name, status ], properties: { id: { type: integer }, name: { type: string }, notes: { type: string }, status: { type: string, readOnly: true, enum: [ open, archived ] }, archivedAt: { type: [ string, 'null' ], format: date-time, readOnly: true }, pending: { type: boolean, readOnly: true } } }
`,
  }).document

const LEAVES = 'Changes the properties that are sent, and leaves the others.'

type Fault = 'opens-again' | 'forgets-the-time'

/** The outcome of the law at a right server, but for a fault. Each update sets a flag, and a time of the action anew. */
async function outcome(fault: Fault | undefined, document = documentOf(LEAVES)): Promise<readonly string[]> {
  const update = (task: Values, body: Values): Values => ({
    ...task,
    ...body,
    pending: true,
    archivedAt: fault === 'forgets-the-time' || task['archivedAt'] === null ? null : new Date().toISOString(),
    status: fault === 'opens-again' ? 'open' : task['status'],
  })
  const { answer } = createCrud({
    path: '/tasks',
    isValid: ({ name = 'kept' }) => typeof name === 'string' && name !== '',
    created: (body) => ({ ...body, status: 'open', archivedAt: null, pending: true }),
    updated: { PATCH: update, PUT: update },
    before: ({ method, url }, store) => {
      const [, , id, action] = new URL(url).pathname.split('/')
      const task = store.get(Number(id))
      if (action !== 'archive') return undefined
      if (task === undefined || method !== 'POST') return new Response(null, { status: task === undefined ? 404 : 405 })
      store.set(Number(id), { ...task, status: 'archived', archivedAt: new Date().toISOString(), pending: false })
      return Response.json(store.get(Number(id)))
    },
  })
  const report = await fireAt(document, answer, { selects: (id) => id === 'law.states-outlast-updates[task]' })
  return report.results.flatMap(({ status, findings }) => [
    status,
    ...findings.map(({ message }) => message.slice(0, 40)),
  ])
}

test('a state that stays is not accused, nor a flag that follows the update', async () => {
  const [status, message] = await outcome(undefined)
  // The flag is a should.
  expect([status, message]).toEqual(['warn', 'expected false at /pending after PATCH /'])
})

test.each<[Fault, string]>([
  ['opens-again', 'expected "archived" at /status after PAT'],
  ['forgets-the-time', 'expected "2'],
])('a server that %s is told', async (fault, message) => {
  const [status, first] = await outcome(fault)
  expect(status).toBe('fail')
  expect(first).toContain(message)
})

test('an update that is said to open the task again may do so, and a PUT is held to a should', async () => {
  const again = documentOf(`${LEAVES} An archived task that gets another name has to be archived again.`)
  expect((await outcome('opens-again', again))[0]).toBe('pass')
  expect((await outcome('opens-again', documentOf('Changes a task.', 'put')))[0]).toBe('warn')
})
