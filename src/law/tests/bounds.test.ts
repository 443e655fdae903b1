import { expect, test } from 'vitest'
import { isObject } from '../../json/pointer.ts'
import { readWritten } from '../../document/written.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Boxes with a bound in each property and parameter. */
const DOCUMENT = (updates: string): string => `openapi: 3.1.0
info: { title: boxes, version: '1' }
paths:
  /boxes:
    get:
      parameters:
        - { name: above, in: query, schema: { type: number, exclusiveMinimum: 3 } }
        - { name: below, in: query, schema: { type: integer, exclusiveMaximum: 9 } }
        - { name: step, in: query, schema: { type: integer, multipleOf: 5, minimum: 5 } }
        - { name: tags, in: query, explode: false, schema: { type: array, maxItems: 2, items: { type: string } } }
        - { name: word, in: query, schema: { type: string, maxLength: 4 } }
      responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: &box { $ref: '#/components/schemas/Box' } } } } }, '400': &no { description: no } }
    post: { requestBody: { required: true, content: { application/json: { schema: *box } } }, responses: { '201': &one { description: one, content: { application/json: { schema: *box } } }, '400': *no } }
  /boxes/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    ${updates}
    delete: { responses: { '204': *no, '404': *no } }
components:
  schemas:
    Box:
      type: object
      required: [ a ]
      properties:
        id: { type: integer, readOnly: true }
        a: { type: integer, minimum: 1, maximum: 10 }
        b: { type: integer, minimum: 2, maximum: 20 }
        c: { type: integer, minimum: 3, maximum: 30 }
        d: { type: integer, minimum: 4, maximum: 40 }
        e: { type: array, maxItems: 2, items: { type: integer } }
        f: { type: array, maxItems: 3, items: { type: integer } }
        g: { type: number, multipleOf: 5 }
        h: { type: number, exclusiveMaximum: 60, exclusiveMinimum: 1 }
`
const PUT = `put: { requestBody: { required: true, content: { application/json: { schema: *box } } }, responses: { '200': *one, '400': *no, '404': *no } }`

type Box = Readonly<Record<string, unknown>>

/** The rules of the properties and of the parameters, each with the value next to its bound. */
const RULES: Readonly<Record<string, (value: unknown) => boolean>> = {
  a: (value) => within(value, 1, 10),
  b: (value) => within(value, 2, 20),
  c: (value) => within(value, 3, 30),
  d: (value) => within(value, 4, 40),
  e: (value) => Array.isArray(value) && value.length <= 2 && value.every(Number.isInteger),
  f: (value) => Array.isArray(value) && value.length <= 3 && value.every(Number.isInteger),
  g: (value) => typeof value === 'number' && value % 5 === 0,
  h: (value) => typeof value === 'number' && value > 1 && value < 60,
}
const QUERY: Readonly<Record<string, (value: string) => boolean>> = {
  above: (value) => Number(value) > 3,
  below: (value) => /^-?\d+$/.test(value) && Number(value) < 9,
  step: (value) => /^\d+$/.test(value) && Number(value) % 5 === 0 && Number(value) >= 5,
  tags: (value) => value.split(',').length <= 2,
  word: (value) => value.length <= 4,
}

function within(value: unknown, least: number, most: number): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most
}

/** The cases that tell of a server which allows one more than a bound. */
async function fire(wrong: string, updates = PUT): Promise<readonly string[]> {
  const boxes = new Map<number, Box>()
  let last = 0
  const OFF: Readonly<Record<string, (value: unknown) => boolean>> = {
    ...Object.fromEntries(
      ['a', 'b', 'c', 'd'].map((name, index) => [`${name} low`, (value) => within(value, index, 10 * (index + 1))]),
    ),
    ...Object.fromEntries(
      ['a', 'b', 'c', 'd'].map((name, index) => [
        `${name} high`,
        (value) => within(value, index + 1, 10 * (index + 1) + 1),
      ]),
    ),
    'e high': (value) => Array.isArray(value) && value.length <= 3,
    'f high': (value) => Array.isArray(value) && value.length <= 4,
    'g any': (value) => typeof value === 'number',
    'h low': (value) => typeof value === 'number' && value >= 1 && value < 60,
    'h high': (value) => typeof value === 'number' && value > 1 && value <= 60,
  }
  const keeps = (name: string, value: unknown): boolean =>
    (wrong.split(' ')[0] === name ? OFF[wrong] : undefined)?.(value) ?? RULES[name]?.(value) ?? true
  const { document } = readWritten({ 'boxes.yaml': DOCUMENT(updates) })
  const report = await fireAt(
    document,
    async (request) => {
      const { pathname, searchParams } = new URL(request.url)
      const own = pathname.split('/')[2]
      const box = boxes.get(Number(own))
      if (own !== undefined && box === undefined) return Response.json({}, { status: 404 })
      if (request.method === 'DELETE') return new Response(null, { status: boxes.delete(Number(own)) ? 204 : 404 })
      if (request.method === 'GET' && box !== undefined) return Response.json(box)
      if (request.method === 'GET') {
        const isRight = [...searchParams].every(([name, value]) => name === wrong || QUERY[name]?.(value) !== false)
        return isRight ? Response.json([...boxes.values()]) : Response.json({}, { status: 400 })
      }
      const sent: unknown = await request.json().catch(() => undefined)
      const isRight =
        isObject(sent) && sent['a'] !== undefined && Object.entries(sent).every(([name, value]) => keeps(name, value))
      if (!isObject(sent) || !isRight) return Response.json({}, { status: 400 })
      const id = own === undefined ? (last += 1) : Number(own)
      boxes.set(id, { ...sent, id })
      return Response.json(boxes.get(id), { status: own === undefined ? 201 : 200 })
    },
    { selects: (id) => /^law\.(invalid|query-bounds)/.test(id) },
  )
  expect(boxes.size).toBe(0)
  return told(report)
}

const BOUNDS = [
  'a low',
  'a high',
  'b low',
  'b high',
  'c low',
  'c high',
  'd low',
  'd high',
  'e high',
  'f high',
  'g any',
  'h low',
  'h high',
]

test('a server that keeps each bound is not accused', async () => {
  expect(await fire('')).toEqual([])
})

test.each(BOUNDS)('one more than the bound %s of a body is sent, by a create or an update', async (bound) => {
  expect((await fire(bound)).length).toBeGreaterThan(0)
})

test('without an update, creates break each bound', async () => {
  for (const bound of ['d low', 'd high', 'f high'])
    expect(await fire(bound, '')).toEqual(['fail law.invalid-create-is-refused[box]'])
})

test.each(Object.keys(QUERY))('a value next to the bound of the parameter %s is sent', async (name) => {
  expect(await fire(name)).toEqual(['warn law.query-bounds-are-kept[box]'])
})
