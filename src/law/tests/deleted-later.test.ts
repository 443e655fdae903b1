import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { fireAt } from './fire-at.test-support.ts'

/** Jobs, whose deletes are only accepted. */
const JOBS = `openapi: 3.1.0
info: { title: jobs, version: '1' }
paths:
  /jobs:
    post:
      requestBody: { required: true, content: { application/json: { schema: &job { $ref: '#/components/schemas/Job' } } } }
      responses: { '201': &one { description: one, content: { application/json: { schema: *job } } }, '400': &no { description: refused }, '415': *no }
  /jobs/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    delete: { responses: { '202': { description: accepted }, '404': *no } }
components:
  schemas:
    Job: { type: object, required: [ title ], properties: { id: { type: integer, readOnly: true }, title: { type: string, minLength: 1, maxLength: 40 }, state: { type: string, readOnly: true } } }
`

/** The jobs, whose reads may demand a query. */
function jobsWith(read: string) {
  const view = `get: { parameters: [ { name: view, in: query, required: true, schema: { enum: [ all ] } } ], responses`
  return readWritten({ 'jobs.yaml': read === '' ? JOBS : JOBS.replace('get: { responses', view) }).document
}

interface Job {
  readonly id: number
  readonly title: string
  readonly state: string
}

/** Fires the laws at a server of jobs. `removal` is what a delete does: later, it removes, marks or keeps its job. */
async function fire(removal: 'removes' | 'marks' | 'keeps', read = '') {
  const jobs = new Map<number, Job>()
  let now = 0
  const clock = {
    now: () => now,
    sleep: (milliseconds: number) => {
      now += milliseconds
      if (removal === 'removes') for (const { id, state } of jobs.values()) if (state === 'deleted') jobs.delete(id)
      return Promise.resolve()
    },
  }
  const report = await fireAt(
    jobsWith(read),
    async (request) => {
      if (request.method === 'GET' && !new URL(request.url).search.includes(read))
        return Response.json({}, { status: 400 })
      const id = Number(new URL(request.url).pathname.split('/')[2])
      const found = jobs.get(id)
      if (!Number.isNaN(id)) {
        if (found === undefined) return Response.json({}, { status: 404 })
        if (request.method === 'GET') return Response.json(removal === 'marks' ? found : { ...found, state: 'ready' })
        if (request.method !== 'DELETE') return Response.json({}, { status: 405, headers: { Allow: 'GET, DELETE' } })
        jobs.set(id, { ...found, state: 'deleted' })
        return Response.json({}, { status: 202 })
      }
      if (request.method !== 'POST') return Response.json({}, { status: 405, headers: { Allow: 'POST' } })
      if (request.headers.get('content-type') !== 'application/json') return Response.json({}, { status: 415 })
      const { title } = (await request.json().catch(() => ({}))) as { readonly title?: unknown }
      if (typeof title !== 'string' || title === '' || Array.from(title).length > 40)
        return Response.json({}, { status: 400 })
      const job = { id: jobs.size + 1, title, state: 'ready' }
      jobs.set(job.id, job)
      return Response.json(job, { status: 201 })
    },
    { clock },
  )
  const found = report.results.flatMap(({ findings }) => findings.map(({ level, cause }) => `${level} ${cause}`))
  return { report, jobs, found: found.filter((one) => one.includes('delete-has-effect')) }
}

test('a delete that is carried out later is waited for', async () => {
  const { report, jobs, found } = await fire('removes')
  expect([found, jobs.size, report.leftBehind]).toEqual([[], 0, undefined])
  expect(report.notes ?? []).not.toContainEqual(expect.stringContaining('later'))
})

test('members that a delete only marks are counted at the end', async () => {
  const { report, jobs, found } = await fire('marks')
  expect(found).toEqual([])
  expect(report.notes).toContainEqual(
    expect.stringMatching(
      new RegExp(
        `^${jobs.size} members of job \\(/jobs/.*\\) were still read at the end: their deletes are carried out later$`,
      ),
    ),
  )
})

test('members of a read that demands a query are counted too', async () => {
  const { report, jobs } = await fire('marks', 'view=all')
  expect(report.notes).toContainEqual(
    expect.stringMatching(
      new RegExp(
        `^${jobs.size} members of job \\(/jobs/.*\\) were still read at the end: their deletes are carried out later$`,
      ),
    ),
  )
})

test('a delete that changes nothing in seconds is a warning, and its members are left behind', async () => {
  const { report, found } = await fire('keeps')
  expect(found).toEqual([expect.stringMatching(/^should delete-has-effect/)])
  expect(report.leftBehind?.length).toBeGreaterThan(0)
  expect(report.verdict).not.toBe('conforms')
})
