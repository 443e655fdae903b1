import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/**
 * Racks, with choices of a server that no schema states: flags on unless they are off, one rack that is the default one, places that move, and
 * a PATCH that takes a part.
 */
const DOCUMENT = `openapi: 3.1.0
info: { title: racks, version: '1' }
paths:
  /racks:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: &rack { $ref: '#/components/schemas/Rack' } } } } } } }
    post:
      requestBody: { content: { application/json: { schema: *rack } } }
      responses: { '201': &one { description: one, content: { application/json: { schema: *rack } } }, '400': &no { description: refused }, '409': *no }
  /racks/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    put: { description: Replaces the rack., requestBody: { required: true, content: { application/json: { schema: *rack } } }, responses: { '200': *one, '400': *no, '404': *no } }
    patch: { requestBody: { required: true, content: { application/json: { schema: { type: object, properties: { lit: { type: boolean } } } } } }, responses: { '200': *one, '400': *no, '404': *no } }
    delete: { responses: { '204': { description: gone }, '404': *no } }
components:
  schemas:
    Rack:
      type: object
      required: [ code ]
      properties:
        id: { type: integer, readOnly: true }
        lit: { type: boolean, description: Racks are lit unless this is false. }
        kind: { enum: [ Rack ] }
        is_default: { type: boolean }
        position: { type: integer, minimum: 1 }
        code: { type: string, minLength: 1, description: 'Unique.' }
        until: { type: string, format: date }
`

const { document } = readWritten({ 'racks.yaml': DOCUMENT })

interface Rack {
  readonly id: number
  readonly lit: boolean
  readonly kind: 'Rack'
  readonly is_default?: boolean
  readonly position?: number
  readonly code: string
  readonly until?: string
}

const TYPES = { lit: 'boolean', is_default: 'boolean', position: 'number', code: 'string' } as const

function isRack(sent: unknown): sent is Partial<Rack> {
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) return false
  const { kind = 'Rack', until = '2031-01-01', ...rest } = sent as Partial<Record<string, unknown>>
  const areTyped = Object.entries(TYPES).every(([name, type]) => [type, 'undefined'].includes(typeof rest[name]))
  const { position = 1 } = rest
  const areCounts = Number.isInteger(position) && Number(position) > 0 && rest['code'] !== ''
  return areTyped && areCounts && kind === 'Rack' && typeof until === 'string' && !Number.isNaN(Date.parse(until))
}

type Deviation = 'none' | 'put-keeps-lit'

function createRacks(deviation: Deviation): (request: Request) => Promise<Response> {
  const store = new Map<number, Rack>()
  let last = 0
  const put = (id: number, { code = '', ...sent }: Partial<Rack>, before?: Rack): Response => {
    if (code === '') return Response.json({}, { status: 400 })
    const isTaken = [...store.values()].some((one) => one.id !== id && one.code === code)
    if (isTaken) return Response.json({}, { status: 409 })
    const kept = deviation === 'put-keeps-lit' && before !== undefined ? { lit: before.lit } : {}
    const rack: Rack = { lit: true, kind: 'Rack', ...kept, ...sent, code, id }
    // One rack is the default one, and no two have one position.
    for (const [key, other] of store) {
      const less = rack.is_default === true ? { ...other, is_default: false } : other
      const moved =
        other.position === rack.position && other.position !== undefined ? other.position + 1 : other.position
      store.set(key, moved === undefined ? less : { ...less, position: moved })
    }
    store.set(id, rack)
    return Response.json(rack, { status: before === undefined ? 201 : 200 })
  }
  return async (request) => {
    const [, , own] = new URL(request.url).pathname.split('/')
    const rack = store.get(Number(own))
    if (own !== undefined && rack === undefined) return Response.json({}, { status: 404 })
    if (request.method === 'DELETE') return new Response(null, { status: store.delete(Number(own)) ? 204 : 404 })
    if (request.method === 'GET') return Response.json(own === undefined ? [...store.values()] : rack)
    const body = await request.text()
    const sent: unknown =
      body === ''
        ? {}
        : await Promise.resolve(body)
            .then(JSON.parse)
            .catch(() => undefined)
    if (!isRack(sent)) return Response.json({}, { status: 400 })
    if (request.method === 'PATCH' && rack !== undefined) {
      store.set(rack.id, { ...rack, lit: sent.lit ?? rack.lit })
      return Response.json(store.get(rack.id))
    }
    return rack === undefined ? put((last += 1), sent) : put(rack.id, sent, rack)
  }
}

test.each([
  ['none', []],
  ['put-keeps-lit', ['fail law.replace-drops-the-rest[rack]']],
] as const)('choices of a server that no schema states: %s', async (deviation, expected) => {
  const report = await fireAt(document, createRacks(deviation))
  expect(told(report).filter((one) => one.startsWith('fail'))).toEqual(expected)
  for (const law of ['malformed-json-is-refused', 'unique-values-stay-unique', 'formats-are-kept'])
    expect(report.results.find(({ id }) => id === `law.${law}[rack]`)?.status).toBe('pass')
})
