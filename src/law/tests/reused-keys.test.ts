import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { isObject } from '../../json/pointer.ts'
import { fetchTarget } from '../../http/fetch-target.ts'
import { DEFAULT_LIMITS } from '../../http/target.ts'
import { inferModel } from '../../resource/infer/infer-model.ts'
import { fireAt, told } from './fire-at.test-support.ts'
import { runLaws } from '../run-laws.ts'

/** Lamps, which a POST creates. There are two at most: one for each colour. */
const DOCUMENT = `openapi: 3.1.0
info: { title: lamps, version: '1' }
paths:
  /lamps:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: &lamp { $ref: '#/components/schemas/Lamp' } } } } } } }
    post:
      requestBody: { required: true, content: { application/json: { schema: *lamp } } }
      responses: { '201': &one { description: one, content: { application/json: { schema: *lamp } } }, '409': { description: taken } }
  /lamps/{colour}:
    parameters: [ { name: colour, in: path, required: true, schema: { enum: [ red, green ] } } ]
    get: { responses: { '200': *one, '404': { description: none } } }
    delete: { responses: { '204': { description: gone }, '404': { description: none } } }
components:
  schemas:
    Lamp:
      type: object
      required: [ colour ]
      properties: { colour: { enum: [ red, green ] } }
`

test('a key that is taken again after its member was deleted is removed again', async () => {
  const store = new Set<string>()
  const created: string[] = []
  const handle = async (request: Request): Promise<Response> => {
    const [, , colour] = new URL(request.url).pathname.split('/')
    if (colour !== undefined && !store.has(colour)) return Response.json({}, { status: 404 })
    if (request.method === 'DELETE') return new Response(null, { status: store.delete(colour ?? '') ? 204 : 405 })
    if (request.method !== 'POST') return Response.json(colour === undefined ? lamps(store) : { colour })
    const { colour: wanted } = (await request.json().catch(() => ({}))) as { readonly colour?: string }
    if (wanted !== 'red' && wanted !== 'green') return Response.json({}, { status: 400 })
    if (store.has(wanted)) return Response.json({}, { status: 409 })
    store.add(wanted)
    created.push(wanted)
    return Response.json({ colour: wanted }, { status: 201 })
  }
  const { document } = readWritten({ 'lamps.yaml': DOCUMENT })
  const model = inferModel(document)
  const options = { document, model, target: fetchTarget(handle, DEFAULT_LIMITS), principals: {}, scopes: {}, seed: 1 }
  for await (const _ of runLaws({ ...options, mayWrite: () => true, level: 'must' }));
  expect(created.length).toBeGreaterThan(4)
  expect([...store]).toEqual([])
})

function lamps(store: ReadonlySet<string>): readonly object[] {
  return [...store].map((colour) => ({ colour }))
}

/** Boxes, whose code of one letter no two share. */
const BOXES = `openapi: 3.1.0
info: { title: boxes, version: '1' }
paths:
  /boxes:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: &box { $ref: '#/components/schemas/Box' } } } } } } }
    post:
      requestBody: { required: true, content: { application/json: { schema: *box } } }
      responses: { '201': &one { description: one, content: { application/json: { schema: *box } } }, '409': { description: taken } }
  /boxes/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': { description: none } } }
    delete: { responses: { '204': { description: gone }, '404': { description: none } } }
components:
  schemas:
    Box: { type: object, required: [ code ], properties: { id: { type: integer, readOnly: true }, code: { type: string, pattern: '^[A-Z]$' } } }
`

test('a create whose short text is that of another member is sent again with another text', async () => {
  const store = new Map<number, { readonly id: number; readonly code: string }>()
  let last = 0
  let conflicts = 0
  const handle = async (request: Request): Promise<Response> => {
    const [, , id] = new URL(request.url).pathname.split('/')
    const box = store.get(Number(id))
    if (id !== undefined && box === undefined) return Response.json({}, { status: 404 })
    if (request.method === 'DELETE') return new Response(null, { status: store.delete(Number(id)) ? 204 : 404 })
    if (request.method !== 'POST') return Response.json(box ?? [...store.values()])
    const { code = '' } = (await request.json().catch(() => ({}))) as { readonly code?: string }
    if (typeof code !== 'string' || !/^[A-Z]$/.test(code)) return Response.json({}, { status: 400 })
    // Each third box meets one that nobody sees.
    const isTaken = (last += 1) % 3 === 0
    conflicts += isTaken ? 1 : 0
    if (isTaken) return Response.json({}, { status: 409 })
    const made = { id: last, code }
    store.set(made.id, made)
    return Response.json(made, { status: 201 })
  }
  const { document } = readWritten({ 'boxes.yaml': BOXES })
  const results: string[] = []
  const options = {
    document,
    model: inferModel(document),
    target: fetchTarget(handle, DEFAULT_LIMITS),
    principals: {},
    scopes: {},
    seed: 1,
  }
  for await (const event of runLaws({ ...options, mayWrite: () => true, level: 'must' }))
    if (event.type === 'result') results.push(`${event.result.status} ${event.result.reason ?? ''}`)
  expect(conflicts).toBeGreaterThan(3)
  expect(results.filter((text) => text.includes('no box could be made'))).toEqual([])
})

test('creates whose numbers conflict have other numbers', async () => {
  const store = new Map<number, { readonly code: number }>()
  let last = 0
  const handle = async (request: Request): Promise<Response> => {
    const [, , id] = new URL(request.url).pathname.split('/')
    const box = store.get(Number(id))
    if (id !== undefined && box === undefined) return Response.json({}, { status: 404 })
    if (request.method === 'DELETE') return new Response(null, { status: store.delete(Number(id)) ? 204 : 405 })
    if (request.method === 'GET') return Response.json(id === undefined ? [...store.values()] : box)
    const { code } = (await request.json().catch(() => ({}))) as { readonly code?: unknown }
    if (!Number.isInteger(code) || Number(code) < 1) return Response.json({}, { status: 400 })
    if ([...store.values()].some((one) => one.code === code)) return Response.json({}, { status: 409 })
    last += 1
    const made = { id: last, code: Number(code) }
    store.set(last, made)
    return Response.json(made, { status: 201 })
  }
  const numbered = BOXES.replace("type: string, pattern: '^[A-Z]$'", 'type: integer, minimum: 1')
  const report = await fireAt(readWritten({ 'boxes.yaml': numbered }).document, handle)
  const reasons = report.results.map(({ reason = '' }) => reason)
  expect(reasons.filter((reason) => reason.includes('could be made'))).toEqual([])
  expect(store.size).toBe(0)
})

/** Pens, whose key stands in the Location alone. An update may rename its pen. */
const PENS = `openapi: 3.1.0
info: { title: pens, version: '1' }
paths:
  /pens:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: &pen { $ref: '#/components/schemas/Pen' } } } } } } }
    post:
      requestBody: { required: true, content: { application/json: { schema: *pen } } }
      responses: { '201': &one { description: one, content: { application/json: { schema: *pen } } }, '400': &no { description: refused }, '409': *no }
  /pens/{pen}:
    parameters: [ { name: pen, in: path, required: true, schema: { type: string } } ]
    get: { responses: { '200': *one, '404': *no } }
    patch: { requestBody: { required: true, content: { application/json: { schema: { type: object, properties: { name: { type: string, pattern: '^[a-z0-9]{1,20}$' }, note: { type: string } } } } } }, responses: { '200': *one, '404': *no } }
    delete: { responses: { '204': { description: gone }, '404': *no } }
components:
  schemas:
    Pen: { type: object, required: [ name ], properties: { name: { type: string, pattern: '^[a-z0-9]{1,20}$' }, note: { type: string } } }
`

interface Pen {
  readonly name: string
  readonly note?: string
}

test('a key that only a Location tells is kept by updates, and removed again where it is taken again', async () => {
  const store = new Map<string, Pen>()
  const handle = async (request: Request): Promise<Response> => {
    const [, , name] = new URL(request.url).pathname.split('/')
    const pen = store.get(name ?? '')
    if (name !== undefined && pen === undefined) return Response.json({}, { status: 404 })
    if (request.method === 'DELETE') return new Response(null, { status: store.delete(name ?? '') ? 204 : 404 })
    if (request.method === 'GET') return Response.json(name === undefined ? [...store.values()] : pen)
    const sent = (await request.json().catch(() => null)) as Partial<Pen> | null
    const made = { name: '', ...pen, ...sent }
    const isValid = typeof made.name === 'string' && /^[a-z0-9]{1,20}$/.test(made.name)
    const isNoted = ['string', 'undefined'].includes(typeof made.note)
    if (!isObject(sent) || !isValid || !isNoted) return Response.json({}, { status: 400 })
    if (made.name !== name && store.has(made.name)) return Response.json({}, { status: 409 })
    store.delete(name ?? '')
    store.set(made.name, { ...made, name: made.name })
    const headers = { Location: `/pens/${made.name}` }
    return Response.json(made, request.method === 'POST' ? { status: 201, headers } : {})
  }
  const { document } = readWritten({ 'pens.yaml': PENS })
  const report = await fireAt(document, handle)
  expect(told(report).filter((one) => one.startsWith('fail'))).toEqual([])
  expect(report.results.find(({ id }) => id === 'law.deleted-frees-its-values[pen]')?.status).toBe('pass')
  expect([...store.keys()]).toEqual([])
})
