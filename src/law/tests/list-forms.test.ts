import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Wrens, in the style of Auth0: a list is an array, or an object with a total, as a flag says, and an order is `name:-1`. */
const WRENS = `openapi: 3.1.0
info: { title: wrens, version: '1' }
paths:
  /wrens:
    get:
      parameters:
        - { name: page, in: query, schema: { type: integer, minimum: 0, default: 0 } }
        - { name: per_page, in: query, schema: { type: integer, minimum: 1, maximum: 50, default: 50 } }
        - { name: include_totals, in: query, schema: { type: boolean, default: false }, description: 'true: an object with the total; false: the array alone.' }
        - &fields { name: fields, in: query, schema: { type: string }, description: Return only these fields. The id is always returned. }
        - { name: sort, in: query, schema: { type: string, pattern: '^(name|id):-?1$' }, description: 'Use field:order, where 1 is ascending and -1 is descending. Default id:1.' }
      responses:
        '200':
          description: all
          content:
            application/json:
              schema:
                oneOf:
                  - { type: array, items: &wren { $ref: '#/components/schemas/Wren' } }
                  - { type: object, required: [ total, wrens ], properties: { total: { type: integer }, wrens: { type: array, items: *wren } } }
        '400': &no { description: no }
    post:
      requestBody: { required: true, content: { application/json: { schema: *wren } } }
      responses: { '201': &one { description: one, content: { application/json: { schema: *wren } } }, '400': *no, '415': *no }
  /wrens/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { parameters: [ *fields ], responses: { '200': *one, '404': *no } }
    delete: { responses: { '204': *no, '404': *no } }
components:
  schemas:
    Wren: { type: object, required: [ name, song, nest, sings ], properties: { id: { type: integer, readOnly: true }, name: { type: string, minLength: 1 }, song: { type: string }, nest: { type: string }, sings: { type: boolean } } }
`

interface Faults {
  /** The object is the form without the flag. */
  readonly object?: boolean
  readonly ignoresFlag?: boolean
  readonly wrongTotal?: boolean
  readonly lost?: boolean
  readonly risesAlways?: boolean
  readonly showsAll?: 'read' | 'list'
}

interface Wren {
  readonly id: number
  readonly name: string
}

const RULES = { name: 'string', song: 'string', nest: 'string', sings: 'boolean' } as const

/** The wren with the fields that are asked for, and its id. */
function chosen(wren: Wren, fields: string | null): unknown {
  const names = fields?.split(',')
  return names === undefined
    ? wren
    : Object.fromEntries(Object.entries(wren).filter(([name]) => name === 'id' || names.includes(name)))
}

async function fire(faults: Faults = {}): Promise<readonly string[]> {
  const wrens = new Map<number, Wren>()
  let last = 0
  const { document } = readWritten({ 'wrens.yaml': WRENS })
  const report = await fireAt(document, async (request) => {
    const { pathname, searchParams } = new URL(request.url)
    const [, , own] = pathname.split('/')
    const wren = wrens.get(Number(own))
    if (own !== undefined && wren === undefined) return Response.json({}, { status: 404 })
    if (request.method === 'DELETE') return new Response(null, { status: wrens.delete(Number(own)) ? 204 : 404 })
    const fields = faults.showsAll === (own === undefined ? 'list' : 'read') ? null : searchParams.get('fields')
    if (request.method === 'GET' && wren !== undefined) return Response.json(chosen(wren, fields))
    if (own !== undefined) return new Response(null, { status: 405, headers: { Allow: 'GET, DELETE' } })
    if (request.method === 'GET') {
      const [page, size] = [Number(searchParams.get('page') ?? 0), Number(searchParams.get('per_page') ?? 50)]
      if (!Number.isInteger(page) || !Number.isInteger(size) || page < 0 || size < 1 || size > 50)
        return Response.json({}, { status: 400 })
      const flag = searchParams.get('include_totals') ?? 'false'
      if (flag !== 'true' && flag !== 'false') return Response.json({}, { status: 400 })
      const [, by = '', direction] = /^(name|id):(-?1)$/.exec(searchParams.get('sort') ?? 'id:1') ?? []
      if (direction === undefined) return Response.json({}, { status: 400 })
      const kept = [...wrens.values()].filter(({ id }) => faults.lost !== true || id % 2 === 0)
      if (by === 'name') kept.sort((one, other) => (one.name < other.name ? -1 : 1))
      if (direction === '-1' && faults.risesAlways !== true) kept.reverse()
      const shown = kept.slice(page * size, (page + 1) * size).map((one) => chosen(one, fields))
      if (faults.object !== true && (flag === 'false' || faults.ignoresFlag === true)) return Response.json(shown)
      return Response.json({ total: faults.wrongTotal === true ? shown.length : kept.length, wrens: shown })
    }
    if (request.headers.get('content-type') !== 'application/json') return new Response(null, { status: 415 })
    const sent = (await request.json().catch(() => ({}))) as Readonly<Record<string, unknown>>
    const isRight = Object.entries(RULES).every(([name, type]) => typeof sent[name] === type)
    if (!isRight || sent['name'] === '') return Response.json({}, { status: 400 })
    const { name, song, nest, sings } = sent
    const made = { id: (last += 1), name: String(name), song, nest, sings }
    wrens.set(made.id, made)
    return Response.json(made, { status: 201 })
  })
  expect(wrens.size).toBe(0)
  return told(report)
}

test.each<Faults>([{}, { object: true }])(
  'a list that is an array or an object around it is read in either form: %j',
  async (form) => {
    expect(await fire(form)).toEqual([])
  },
)

test('a list that lacks a member is told in either form', async () => {
  for (const form of [{}, { object: true }])
    expect(await fire({ ...form, lost: true })).toContain('fail law.list-holds-created[wren]')
})

test.each<Faults>([{ ignoresFlag: true }, { wrongTotal: true }])(
  'the total that a flag asks for is held: %j',
  async (fault) => {
    expect(await fire(fault)).toEqual(['fail law.total-counts-members[wren]'])
  },
)

test('an order such as name:-1 is held where a pattern has it', async () => {
  expect(await fire({ risesAlways: true })).toEqual(['fail law.sorts-sort[wren]'])
})

test.each(['read', 'list'] as const)('fields that a %s shows all the same are told', async (showsAll) => {
  expect(await fire({ showsAll })).toEqual(['fail law.fields-are-chosen[wren]'])
})
