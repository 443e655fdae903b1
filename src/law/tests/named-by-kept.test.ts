import { expect, test } from 'vitest'
import { isObject } from '../../json/pointer.ts'
import { readWritten } from '../../document/written.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Huts, and stays in them. A confirmed stay cannot be deleted, nor can its hut, and a hut takes four guests at most. */
const DOCUMENT = `openapi: 3.1.0
info: { title: huts, version: '1' }
paths:
  /huts:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: &hut { $ref: '#/components/schemas/Hut' } } } } } } }
    post: { requestBody: { required: true, content: { application/json: { schema: *hut } } }, responses: { '201': &one { description: one, content: { application/json: { schema: *hut } } }, '400': &no { description: refused } } }
  /huts/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    delete: { responses: { '204': { description: gone }, '404': *no, '409': *no } }
  /stays:
    get:
      parameters: [ { name: state, in: query, description: Only stays in this state., schema: { enum: [ new, confirmed ] } } ]
      responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: &stay { $ref: '#/components/schemas/Stay' } } } } } }
    post: { requestBody: { required: true, content: { application/json: { schema: *stay } } }, responses: { '201': &two { description: one, content: { application/json: { schema: *stay } } }, '400': *no, '422': *no } }
  /stays/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *two, '404': *no } }
    delete: { responses: { '204': { description: gone }, '404': *no, '409': *no } }
  /stays/{id}/confirm:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    post: { responses: { '200': *two, '404': *no, '409': *no } }
components:
  schemas:
    Hut: { type: object, required: [ name ], properties: { id: { type: integer, readOnly: true }, name: { type: string, minLength: 1 } } }
    Stay: { type: object, required: [ hutId, guests ], properties: { id: { type: integer, readOnly: true }, hutId: { type: integer }, guests: { type: integer, minimum: 1 }, state: { enum: [ new, confirmed ], readOnly: true } } }
`

interface Stay {
  readonly id: number
  readonly hutId: number
  readonly guests: number
  readonly state: 'new' | 'confirmed'
}

const MOST_GUESTS = 4

function createHuts({ ignoresFilter = false, showsHuts = false } = {}): {
  readonly handle: (request: Request) => Promise<Response>
  readonly held: () => readonly string[]
} {
  const huts = new Map<number, { readonly id: number; readonly name: string }>()
  const stays = new Map<number, Stay>()
  let last = 0
  const shown = (stay: Stay): object => (showsHuts ? { ...stay, hutId: huts.get(stay.hutId) } : stay)
  const create = (kind: string, sent: Readonly<Record<string, unknown>>): Response => {
    const { name, hutId, guests } = sent
    const id = last + 1
    if (kind === 'huts' && typeof name === 'string' && name !== '') {
      huts.set(id, { id, name })
    } else if (kind === 'stays' && Number.isInteger(hutId) && Number.isInteger(guests) && Number(guests) > 0) {
      if (!huts.has(Number(hutId)) || Number(guests) > MOST_GUESTS) return Response.json({}, { status: 422 })
      stays.set(id, { id, hutId: Number(hutId), guests: Number(guests), state: 'new' })
    } else return Response.json({}, { status: 400 })
    last = id
    return Response.json(kind === 'huts' ? huts.get(id) : stays.get(id), { status: 201 })
  }
  const remove = (kind: string, id: number): Response => {
    const isNamed = [...stays.values()].some(({ hutId }) => kind === 'huts' && hutId === id)
    if (isNamed || (kind === 'stays' && stays.get(id)?.state === 'confirmed')) return Response.json({}, { status: 409 })
    return new Response(null, { status: (kind === 'huts' ? huts : stays).delete(id) ? 204 : 404 })
  }
  return {
    held: () => [...[...huts.keys()].map(() => 'hut'), ...[...stays.values()].map(({ state }) => `${state} stay`)],
    async handle(request) {
      const { pathname, searchParams } = new URL(request.url)
      const [, kind = '', own, action] = pathname.split('/')
      const found = kind === 'huts' ? huts.get(Number(own)) : stays.get(Number(own))
      if (own !== undefined && found === undefined) return Response.json({}, { status: 404 })
      if (request.method === 'DELETE') return remove(kind, Number(own))
      if (request.method === 'GET' && found !== undefined) return Response.json(found)
      if (request.method === 'GET' && kind === 'huts') return Response.json([...huts.values()])
      if (request.method === 'GET') {
        const state = ignoresFilter ? null : searchParams.get('state')
        const hut = searchParams.get('hutId')
        const kept = [...stays.values()].filter((one) => state === null || one.state === state)
        return Response.json(kept.filter(({ hutId }) => hut === null || String(hutId) === hut).map(shown))
      }
      const stay = stays.get(Number(own))
      if (action === 'confirm' && stay !== undefined) {
        stays.set(stay.id, { ...stay, state: 'confirmed' })
        return Response.json(stays.get(stay.id))
      }
      const sent: unknown = await request.json().catch(() => null)
      return isObject(sent) ? create(kind, sent) : Response.json({}, { status: 400 })
    },
  }
}

const { document } = readWritten({ 'huts.yaml': DOCUMENT })

test('a member that a member names which stays after an action stays too, and is told', async () => {
  const { handle, held } = createHuts()
  const report = await fireAt(document, handle)
  expect([report.verdict, told(report).filter((one) => one.startsWith('fail'))]).toEqual(['conforms', []])
  expect(held()).toEqual(['hut', 'confirmed stay'])
  expect(report.notes).toContainEqual(
    expect.stringMatching(/^1 member of hut \(\/huts\/\d+\) stayed on the target, since a member that stays names it$/),
  )
})

test('a number that another member does not allow is sent no larger, and filters by a value of the server are held', async () => {
  const report = await fireAt(document, createHuts({ ignoresFilter: true }).handle, {
    selects: (id) => id === 'law.filters-filter[stay]',
  })
  expect(told(report)).toEqual(['fail law.filters-filter[stay]'])
  const plain = readWritten({ 'huts.yaml': DOCUMENT.replace(' description: Only stays in this state.,', '') }).document
  const undescribed = await fireAt(plain, createHuts({ ignoresFilter: true }).handle, {
    selects: (id) => id === 'law.filters-filter[stay]',
  })
  expect(told(undescribed)).toEqual(['fail law.filters-filter[stay]'])
})

const SENT =
  '{ type: object, required: [ hutId, guests ], properties: { hutId: { type: integer }, guests: { type: integer, minimum: 1 } } }'

test('a key that answers show as an object is no other value of its filter', async () => {
  const filtered = DOCUMENT.replace(
    '{ name: state, in: query, description: Only stays in this state., schema: { enum: [ new, confirmed ] } }',
    '{ name: hutId, in: query, description: Only stays in this hut., schema: { type: integer } }',
  )
    .replace(
      'post: { requestBody: { required: true, content: { application/json: { schema: *stay } } }',
      `post: { requestBody: { required: true, content: { application/json: { schema: ${SENT} } } }`,
    )
    .replace('readOnly: true }, hutId: { type: integer }', 'readOnly: true }, hutId: { type: object }')
  const { document: other } = readWritten({ 'huts.yaml': filtered })
  const report = await fireAt(other, createHuts({ showsHuts: true }).handle, {
    selects: (id) => id === 'law.filters-filter[stay]',
  })
  expect(report.results.map(({ status, reason }) => reason ?? status)).toEqual(['pass'])
})
