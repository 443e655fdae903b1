import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { fireAt } from './fire-at.test-support.ts'

/** Disks whose creates, changes and deletes are carried out by operations. */
const DISKS = `openapi: 3.1.0
info: { title: disks, version: '1' }
paths:
  /disks:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: *disk } } } } } }
    post:
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/NewDisk' } } } }
      responses: { '202': &later { description: started, content: { application/json: { schema: { $ref: '#/components/schemas/Operation' } } } }, '400': &no { description: refused }, '415': *no }
  /disks/{diskId}:
    parameters: [ { name: diskId, in: path, required: true, schema: { type: string } } ]
    get: { responses: { '200': { description: one, content: { application/json: { schema: *disk } } }, '404': *no } }
    patch:
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/DiskChange' } } } }
      responses: { '202': *later, '400': *no, '404': *no, '409': *no, '415': *no }
    delete: { responses: { '202': *later, '404': *no, '409': *no } }
  /operations/{operationId}:
    parameters: [ { name: operationId, in: path, required: true, schema: { type: string } } ]
    get: { responses: { '200': { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Operation' } } } }, '404': *no } }
components:
  schemas:
    NewDisk: { type: object, required: [ title ], properties: { title: { type: string, minLength: 1, maxLength: 40 }, note: { type: string, minLength: 1, maxLength: 40 } } }
    DiskChange: { type: object, properties: { title: { type: string, minLength: 1, maxLength: 40 }, note: { type: string, minLength: 1, maxLength: 40 } } }
    Disk: { type: object, required: [ id, title ], properties: { id: { type: string }, title: { type: string }, note: { type: string }, size: { type: integer } } }
    Operation: { type: object, required: [ id, status, target ], properties: { id: { type: string }, status: { type: string, enum: [ RUNNING, SUCCEEDED, FAILED ] }, target: { type: object, properties: { id: { type: string } } } } }
`.replaceAll('*disk', "{ $ref: '#/components/schemas/Disk' }")

type Fault = 'right' | 'target-is-operation' | 'create-loses-note' | 'update-lost' | 'never-deleted' | 'early-success'
type Disk = Record<string, unknown>

const hasTexts = (body: unknown): body is Disk =>
  typeof body === 'object' &&
  body !== null &&
  !Array.isArray(body) &&
  ['title', 'note'].every((name) => {
    const value = (body as Disk)[name]
    return value === undefined || (typeof value === 'string' && value !== '' && Array.from(value).length <= 40)
  })

const refuse = (status: number, headers = {}): Response => Response.json({}, { status, headers })

/** Fires the laws at a server that carries each write out after 300 ms, and refuses others meanwhile. */
async function fire(fault: Fault) {
  const disks = new Map<string, Disk>()
  const busy = new Set<string>()
  const operations = new Map<string, { readonly at: number; readonly target: string; readonly run: () => void }>()
  let now = 0
  let busyAnswers = 0
  const clock = {
    now: () => now,
    sleep: (milliseconds: number) => {
      now += milliseconds
      return Promise.resolve()
    },
  }
  let last = 0
  const done = new Set<string>()
  const settle = (): void => {
    for (const [id, { at, target, run }] of operations) {
      if (at > now || done.has(id)) continue
      done.add(id)
      busy.delete(target)
      run()
    }
  }
  const show = (id: string): Response => {
    const target = operations.get(id)?.target ?? ''
    const status = done.has(id) || fault === 'early-success' ? 'SUCCEEDED' : 'RUNNING'
    const shown = { id, status, target: { id: fault === 'target-is-operation' ? id : target } }
    return Response.json(shown)
  }
  const start = (target: string, run: () => void): Response => {
    const id = `op-${(last += 1)}`
    operations.set(id, { at: now + 300, target, run })
    busy.add(target)
    return new Response(show(id).body, { status: 202, headers: { 'Content-Type': 'application/json' } })
  }
  const report = await fireAt(
    readWritten({ 'disks.yaml': DISKS }).document,
    async (request) => {
      settle()
      const [, kind = '', id] = new URL(request.url).pathname.split('/')
      const { method } = request
      if (kind === 'operations') return operations.has(id ?? '') ? show(id ?? '') : refuse(404)
      const body: unknown = ['POST', 'PATCH'].includes(method) ? await request.json().catch(() => undefined) : undefined
      const isJson = request.headers.get('content-type') === 'application/json'
      if (id === undefined) {
        if (method === 'GET') return Response.json([...disks.values()])
        if (method !== 'POST') return refuse(405, { Allow: 'GET, POST' })
        if (!isJson) return refuse(415)
        if (!hasTexts(body) || body['title'] === undefined) return refuse(400)
        const key = `disk-${(last += 1)}`
        const { title, note } = body
        const made = { id: key, title, ...(note === undefined || fault === 'create-loses-note' ? {} : { note }) }
        return start(key, () => void disks.set(key, made))
      }
      const disk = disks.get(id)
      if (!['GET', 'PATCH', 'DELETE'].includes(method)) return refuse(405, { Allow: 'GET, PATCH, DELETE' })
      if (disk === undefined) return refuse(404)
      if (method === 'GET') return Response.json(disk)
      if (method === 'PATCH' && !isJson) return refuse(415)
      if (method === 'PATCH' && !hasTexts(body)) return refuse(400)
      if (busy.has(id)) {
        busyAnswers += 1
        return refuse(409)
      }
      if (method === 'DELETE') return start(id, () => void (fault === 'never-deleted' || disks.delete(id)))
      const { title = disk['title'], note = disk['note'] } = body as Disk
      return start(id, () => void (fault === 'update-lost' || disks.set(id, { ...disk, title, note })))
    },
    { clock },
  )
  settle()
  const found = report.results.flatMap(({ findings }) => findings.map(({ level, cause }) => `${level} ${cause}`))
  return { report, disks, busyAnswers, found }
}

test('writes that operations carry out are waited for, and the key is that of their target', async () => {
  const { report, disks, busyAnswers, found } = await fire('right')
  const passed = report.results.flatMap(({ id, status }) => (status === 'pass' ? [id] : []))
  expect(found).toEqual([])
  expect([disks.size, report.leftBehind]).toEqual([0, undefined])
  // A law may send writes at one moment. Without the waits, dozens are refused.
  expect(busyAnswers).toBeLessThan(3)
  for (const law of ['read-equals-write', 'update-shows', 'delete-has-effect', 'list-holds-created'])
    expect(passed).toContain(`law.${law}[disk]`)
})

test('the list tells the key by a word of the create, where no value of the operation is it', async () => {
  const { report, found } = await fire('target-is-operation')
  expect(found).toEqual([])
  expect(report.results.find(({ id }) => id === 'law.update-shows[disk]')?.status).toBe('pass')
})

test.each([
  ['create-loses-note', 'read-equals-write'],
  ['update-lost', 'update-shows'],
  ['never-deleted', 'delete-has-effect'],
] as const)('%s is found after its operation has succeeded', async (fault, law) => {
  const { found } = await fire(fault)
  expect(found).toContainEqual(expect.stringMatching(new RegExp(`^must ${law}`)))
})

test('a delete that is refused while an operation goes on is tried again, and the laws go on', async () => {
  const { report } = await fire('early-success')
  const reasons = report.results.map(({ reason = '' }) => reason).filter((one) => one.includes('could not be removed'))
  expect([reasons, report.leftBehind]).toEqual([[], undefined])
})
