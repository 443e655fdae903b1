import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { createCrud, type Store } from './crud.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Jobs, and words about their list and their create. */
const documentWith = (ofList: string, ofCreate: string, ofApi = ''): ReturnType<typeof readWritten>['document'] =>
  readWritten({
    'jobs.yaml': `openapi: 3.1.0
info: { title: jobs, version: '1', description: '${ofApi}' }
paths:
  /jobs:
    get: { description: '${ofList}', responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: &job { $ref: '#/components/schemas/Job' } } } } } } }
    post: { description: '${ofCreate}', requestBody: { required: true, content: { application/json: { schema: *job } } }, responses: { '201': &one { description: one, content: { application/json: { schema: *job } } }, '422': &no { description: refused } } }
  /jobs/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    delete: { responses: { '204': *no, '404': *no } }
components:
  schemas: { Job: { type: object, required: [ name ], properties: { id: { type: integer, readOnly: true }, name: { type: string } } } }
`,
  }).document

const LAWS = /^law\.(?:list-holds-created|histories-keep-the-state)\[/
const OF_DONE = 'Lists the jobs that are done.'
const ALL = 'Lists the jobs.'
const OLDEST = 'Of the jobs, a further one removes the oldest.'

interface Habit {
  /** The time after which the list has a job, in milliseconds. */
  readonly delay?: number
  /** The most jobs that are kept. */
  readonly most?: number
  /** True for a list without the second job. */
  readonly lacks?: boolean
}

/** The findings at a server with a habit. */
async function fire(words: Parameters<typeof documentWith>, habit: Habit): Promise<readonly string[]> {
  const { delay = 0, most = 100, lacks = false } = habit
  const times = new Map<number, number>()
  const listed = (store: Store): Response => {
    for (const id of store.keys()) times.set(id, times.get(id) ?? Date.now())
    const shown = [...store].filter(([id]) => Date.now() - (times.get(id) ?? 0) >= delay && !(lacks && id === 2))
    return Response.json(shown.map(([, job]) => job))
  }
  const { answer } = createCrud({
    path: '/jobs',
    isValid: ({ name }) => typeof name === 'string',
    updated: {},
    before: ({ url, method }, store) => {
      const [oldest] = store.keys()
      if (method === 'POST' && store.size >= most && oldest !== undefined) store.delete(oldest)
      return method === 'GET' && new URL(url).pathname === '/jobs' ? listed(store) : undefined
    },
  })
  return told(await fireAt(documentWith(...words), answer, { selects: (id) => LAWS.test(id) }))
}

test('a list of a state may show members later', async () => {
  expect(await fire([OF_DONE, 'Queues a job.'], { delay: 300 })).toEqual([])
})

test('the description of the API may say so under a label that names the members', async () => {
  expect(await fire([ALL, 'Queues a job.', `Listing jobs: ${OF_DONE}`], { delay: 300 })).toEqual([])
  expect(
    await fire([ALL, 'Queues a job.', 'Listing tasks: Lists the tasks that are done.'], { lacks: true }),
  ).toContain('fail law.list-holds-created[job]')
})

test('a create may remove the oldest member where it says so', async () => {
  expect(await fire([ALL, OLDEST], { most: 1 })).toEqual([])
})

test.each([
  [OF_DONE, { lacks: true }],
  [ALL, { lacks: true }],
  [ALL, { most: 1 }],
])('a list "%s" that lacks a member is found: %j', async (words, habit) => {
  expect(await fire([words, 'Makes a job.'], habit)).toContain('fail law.list-holds-created[job]')
})
