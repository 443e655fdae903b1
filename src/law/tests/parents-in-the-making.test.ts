import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { fireAt, quickClock, told } from './fire-at.test-support.ts'

/** Clusters that are made for a while, and topics below them at another path. */
const { document } = readWritten({
  'clusters.yaml': `openapi: 3.1.0
info: { title: clusters, version: '1' }
paths:
  /clusters:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Cluster' } } } } } } }
    post: { requestBody: { required: true, content: { application/json: { schema: { type: object, required: [ label, phase, plan ], properties: { label: { type: string }, phase: &sent { type: string, enum: [ WAITING ] }, plan: &plan { type: object, required: [ state ], properties: { state: *sent } } } } } } }, responses: { '202': &one { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Cluster' } } } } } }
  /clusters/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: string } } ]
    get: { responses: { '200': *one, '404': &no { description: none } } }
    delete: { responses: { '204': *no, '404': *no } }
  /data/clusters/{clusterId}/topics:
    parameters: &cluster [ { name: clusterId, in: path, required: true, schema: { type: string } } ]
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Topic' } } } } }, '404': *no } }
    post: { requestBody: { required: true, content: { application/json: { schema: { type: object, required: [ text ], properties: { text: { type: string } } } } } }, responses: { '201': &topic { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Topic' } } } }, '404': *no, '409': *no } }
  /data/clusters/{clusterId}/topics/{topicId}:
    parameters: [ { name: clusterId, in: path, required: true, schema: { type: string } }, { name: topicId, in: path, required: true, schema: { type: string } } ]
    get: { responses: { '200': *topic, '404': *no } }
    delete: { responses: { '204': *no, '404': *no } }
components:
  schemas:
    Cluster: { type: object, required: [ id, label, status ], properties: { id: { type: string, readOnly: true }, label: { type: string }, phase: *sent, plan: *plan, use: { type: string, readOnly: true }, status: { type: object, readOnly: true, properties: { phase: { type: string } } } } }
    Topic: { type: object, required: [ id, text ], properties: { id: { type: string, readOnly: true }, text: { type: string } } }
`,
})

interface Cluster {
  readonly label: string
  /** The time at which it is ready, in milliseconds. */
  readonly readyAt: number
  readonly topics: Map<string, { readonly text: string }>
}

const LAWS =
  /(?:read-equals-write|list-holds-created|deleted-is-gone|children-stay-with-their-parent|deleted-parent-takes-children)\[topic\]|read-equals-write\[cluster\]/

/**
 * A server whose clusters take topics after a second or never, and say so in a state. It may lose the topic that was made first, and hide the label of a
 * cluster until it is ready.
 */
async function fire({ takes = 1000, during = 'CREATING', refusal = 409, loses = false, hides = false } = {}) {
  const clock = quickClock(0)
  let last = 0
  const clusters = new Map<string, Cluster>()
  const next = (): string => `n${(last += 1)}`
  const shown = (id: string, { label, readyAt }: Cluster): object => ({
    id,
    ...(hides && clock.now() < readyAt ? {} : { label }),
    // None of these is a state in which it is made: two are what was sent, and one is no state.
    phase: 'WAITING',
    plan: { state: 'WAITING' },
    use: 'testing',
    status: { phase: clock.now() < readyAt ? during : 'READY' },
  })
  const atTopics = async (request: Request, { topics, readyAt }: Cluster, id?: string): Promise<Response> => {
    if (clock.now() < readyAt) return new Response(null, { status: request.method === 'POST' ? refusal : 404 })
    if (id !== undefined && !topics.has(id)) return new Response(null, { status: 404 })
    if (request.method === 'DELETE') return new Response(null, { status: topics.delete(id ?? '') ? 204 : 404 })
    if (request.method !== 'POST')
      return Response.json(
        id === undefined ? [...topics].map(([key, one]) => ({ id: key, ...one })) : { id, ...topics.get(id) },
      )
    const { text } = (await request.json()) as { text: string }
    if (typeof text !== 'string') return new Response(null, { status: 400 })
    const key = next()
    topics.set(key, { text: loses ? '' : text })
    return Response.json({ id: key, text }, { status: 201 })
  }
  const answer = async (request: Request): Promise<Response> => {
    const [, first, ...others] = new URL(request.url).pathname.split('/')
    const [id = '', , topic] = first === 'data' ? others.slice(1) : others
    const cluster = clusters.get(id)
    if (id !== '' && cluster === undefined) return new Response(null, { status: 404 })
    if (first === 'data' && cluster !== undefined) return atTopics(request, cluster, topic)
    if (request.method === 'DELETE') return new Response(null, { status: clusters.delete(id) ? 204 : 404 })
    if (cluster !== undefined) return Response.json(shown(id, cluster))
    if (request.method !== 'POST') return Response.json([...clusters].map(([key, one]) => shown(key, one)))
    const { label } = (await request.json()) as { label: string }
    if (typeof label !== 'string') return new Response(null, { status: 400 })
    const made = { label, readyAt: clock.now() + takes, topics: new Map<string, { text: string }>() }
    const key = next()
    clusters.set(key, made)
    return Response.json(shown(key, made), { status: 202 })
  }
  const report = await fireAt(document, answer, { clock, selects: (id) => LAWS.test(id) })
  const judged = report.results.flatMap(({ id, status }) => (status === 'pass' || status === 'fail' ? [id] : []))
  return { told: told(report), judged, left: clusters.size, seconds: clock.now() / 1000 }
}

test('topics are made below a cluster once it has left the state in which it is made', async () => {
  const { told: found, judged, left } = await fire()
  expect(found).toEqual([])
  expect(judged).toContain('law.read-equals-write[topic]')
  expect(judged).toContain('law.children-stay-with-their-parent[topic]')
  expect(left).toBe(0)
  expect((await fire({ loses: true })).told).toContain('fail law.read-equals-write[topic]')
})

test('a cluster that is never ready, or says nothing of it, is waited for once or not at all', async () => {
  const never = await fire({ takes: Infinity })
  expect([never.told, never.left]).toEqual([[], 0])
  expect(never.seconds).toBeLessThan(6)
  const running = await fire({ takes: Infinity, during: 'RUNNING' })
  expect([running.told, running.seconds]).toEqual([[], 0])
})

test.each([
  [423, true],
  [425, true],
  [404, false],
])('a cluster that refuses topics with %d is waited for: %s', async (refusal, isWaitedFor) => {
  const { judged } = await fire({ refusal })
  expect(judged.includes('law.read-equals-write[topic]')).toBe(isWaitedFor)
})

test('a part of a cluster is waited for, and one that never comes is waited for once', async () => {
  const late = await fire({ during: 'NEW', hides: true })
  expect([late.told, late.judged.includes('law.read-equals-write[cluster]')]).toEqual([[], true])
  const never = await fire({ takes: Infinity, during: 'NEW', hides: true })
  expect(never.told).toEqual(['warn law.read-equals-write[cluster]'])
  expect(never.seconds).toBeLessThan(6)
})
