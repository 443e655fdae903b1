import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import type { Report } from '../../report/report.ts'
import { fireAt } from './fire-at.test-support.ts'

/** Lamps on shelves, which a client names. A list of them is sorted. */
const DOCUMENT = `openapi: 3.1.0
info: { title: lamps, version: '1' }
paths:
  /shelves:
    post: { requestBody: { required: true, content: { application/json: { schema: &shelf { $ref: '#/components/schemas/Shelf' } } } }, responses: { '201': &theShelf { description: one, content: { application/json: { schema: *shelf } } }, '409': { description: taken } } }
  /shelves/{name}:
    parameters: [ { name: name, in: path, required: true, schema: { type: string } } ]
    get: { responses: { '200': *theShelf, '404': { description: none } } }
    delete: { responses: { '204': { description: gone }, '404': { description: none } } }
  /shelves/{name}/lamps:
    parameters: [ { name: name, in: path, required: true, schema: { type: string } } ]
    get:
      parameters: [ { name: sort, in: query, schema: { enum: [ label, -label ] } }, { name: lit, in: query, schema: { type: boolean } } ]
      responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: &lamp { $ref: '#/components/schemas/Lamp' } } } } } }
    post: { requestBody: { required: true, content: { application/json: { schema: *lamp } } }, responses: { '201': &theLamp { description: one, content: { application/json: { schema: *lamp } } }, '409': { description: taken } } }
  /shelves/{name}/lamps/{label}:
    parameters: [ { name: name, in: path, required: true, schema: { type: string } }, { name: label, in: path, required: true, schema: { type: string } } ]
    get: { responses: { '200': *theLamp, '404': { description: none } } }
    delete: { responses: { '204': { description: gone }, '404': { description: none } } }
components:
  schemas:
    Shelf: { type: object, required: [ name ], properties: { name: { type: string } } }
    Lamp: { type: object, required: [ label ], properties: { label: { type: string }, lit: { type: boolean } } }
`

interface Faults {
  readonly unsorted?: boolean
  readonly litCrashes?: boolean
  readonly keepsLamps?: boolean
}

interface Lamp {
  readonly label: string
}

function serve(faults: Faults): (request: Request) => Promise<Response> {
  const shelves = new Map<string, Map<string, Lamp>>()
  const kept = new Map<string, Map<string, Lamp>>()
  return async (request) => {
    const { method } = request
    const { pathname, searchParams } = new URL(request.url)
    const [, , name, , label] = pathname.split('/').map(decodeURIComponent)
    const text = method === 'POST' ? await request.text() : ''
    const body = (/^\{.*\}$/.test(text) ? JSON.parse(text) : {}) as {
      readonly name?: unknown
      readonly label?: unknown
    }
    if (name === undefined) {
      if (method !== 'POST') return new Response(null, { status: 405 })
      if (typeof body.name !== 'string' || body.name === '') return Response.json({}, { status: 400 })
      if (shelves.has(body.name)) return Response.json({}, { status: 409 })
      shelves.set(body.name, (faults.keepsLamps === true ? kept.get(body.name) : undefined) ?? new Map())
      return Response.json(body, { status: 201 })
    }
    const lamps = shelves.get(name)
    if (lamps === undefined) return Response.json({}, { status: 404 })
    if (!pathname.includes('/lamps')) {
      if (method !== 'DELETE') return method === 'GET' ? Response.json({ name }) : new Response(null, { status: 405 })
      kept.set(name, lamps)
      shelves.delete(name)
      return new Response(null, { status: 204 })
    }
    if (label === undefined && method === 'GET') {
      if (searchParams.has('lit') && faults.litCrashes === true) return Response.json({}, { status: 400 })
      const all = [...lamps.values()].toSorted((one, other) => (one.label < other.label ? -1 : 1))
      const isFalling = searchParams.get('sort') === '-label' && faults.unsorted !== true
      return Response.json(isFalling ? all.toReversed() : all)
    }
    if (label === undefined) {
      if (method !== 'POST') return new Response(null, { status: 405 })
      if (typeof body.label !== 'string' || body.label === '') return Response.json({}, { status: 400 })
      if (lamps.has(body.label)) return Response.json({}, { status: 409 })
      lamps.set(body.label, body as Lamp)
      return Response.json(body, { status: 201 })
    }
    const lamp = lamps.get(label)
    if (lamp === undefined) return Response.json({}, { status: 404 })
    if (method === 'DELETE') lamps.delete(label)
    return method === 'GET' ? Response.json(lamp) : new Response(null, { status: method === 'DELETE' ? 204 : 405 })
  }
}

function fire(law: string, faults: Faults = {}): Promise<Report> {
  const { document } = readWritten({ 'lamps.yaml': DOCUMENT })
  return fireAt(document, serve(faults), { level: 'should', selects: (id) => id === `law.${law}[lamp]` })
}

test.each<[string, Faults]>([
  ['sorts-sort', { unsorted: true }],
  ['query-values-are-taken', { litCrashes: true }],
  ['deleted-parent-takes-children', { keepsLamps: true }],
])('%s is held, and a server with %j breaks it', async (law, faults) => {
  const right = await fire(law)
  expect([right.results[0]?.status, right.causes]).toEqual(['pass', []])
  const wrong = await fire(law, faults)
  expect([...new Set(wrong.causes.map(({ id }) => id.split('/')[0]?.replace('.presumed', '')))]).toEqual([law])
})
