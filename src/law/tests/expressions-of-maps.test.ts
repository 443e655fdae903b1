import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { isObject } from '../../json/pointer.ts'
import { createCrud, type Values } from './crud.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Lamps with a filter of several examples, the last ones about a map and about two conditions, and with tokens that keep the filter. */
const { document } = readWritten({
  'lamps.yaml': `openapi: 3.1.0
info: { title: lamps, version: '1' }
paths:
  /lamps:
    get:
      parameters:
        - { name: pageSize, in: query, schema: { type: integer, minimum: 1 } }
        - { name: pageToken, in: query, description: 'The next token. All other parameters must be those of the request that gave it; else, and for any other token, the answer is 400.', schema: { type: string } }
        - { name: filter, in: query, description: 'Filters the list. Examples: \`room = "hall"\`, \`watts > 3\`, \`watts < 9\`, \`watts >= 3\`, \`labels.env = "prod"\`, \`room = "hall" AND watts <= 60\`.', schema: { type: string } }
      responses: { '200': { description: all, content: { application/json: { schema: { type: object, properties: { lamps: { type: array, items: { $ref: '#/components/schemas/Lamp' } }, nextPageToken: { type: string } } } } } }, '400': &no { description: refused } }
    post: { requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Lamp' } } } }, responses: { '201': &one { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Lamp' } } } }, '422': *no } }
  /lamps/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    delete: { responses: { '204': { description: gone }, '404': *no } }
components:
  schemas:
    Lamp: { type: object, required: [ room, watts, labels ], properties: { id: { type: integer, readOnly: true }, room: { type: string, minLength: 1, maxLength: 40 }, watts: { type: integer, minimum: 1, maximum: 90 }, labels: { type: object, additionalProperties: { type: string } } } }
`,
})

type Fault = 'none' | 'finds-by-key' | 'excludes-the-bound' | 'takes-any-token'

/** True for a lamp that one condition holds for. Undefined for a condition that is none. */
function holds(lamp: Values, condition: string, fault: Fault): boolean | undefined {
  const [, path = '', verb, text = ''] = /^([\w.]+) ?(<=|>=|=|<|>) ?"?([^"]*)"?$/.exec(condition) ?? []
  const [name = '', key] = path.split('.')
  const value = key === undefined ? lamp[name] : isObject(lamp[name]) ? lamp[name][key] : undefined
  if (key !== undefined && fault === 'finds-by-key') return value !== undefined
  if (verb === '=') return value === text
  if (verb === '<') return Number(value) < Number(text)
  if (verb === '<=')
    return fault === 'excludes-the-bound' ? Number(value) < Number(text) : Number(value) <= Number(text)
  return verb === '>' ? Number(value) > Number(text) : verb === '>=' ? Number(value) >= Number(text) : undefined
}

const LAWS = /^law\.(?:filter-expressions-hold|foreign-cursors-are-refused)\[/

async function fire(fault: Fault): Promise<readonly string[]> {
  const tokens = new Map<string, string>()
  const { answer } = createCrud({
    path: '/lamps',
    isValid: ({ room, watts, labels }) =>
      typeof room === 'string' && room !== '' && Number(watts) >= 1 && isObject(labels),
    updated: {},
    before: ({ method, url }, store) => {
      const { pathname, searchParams } = new URL(url)
      if (pathname !== '/lamps' || method !== 'GET') return undefined
      const [filter, token, size] = ['filter', 'pageToken', 'pageSize'].map((one) => searchParams.get(one))
      const isForeign = token !== null && token !== undefined && tokens.get(token) !== String(filter)
      if (isForeign && !(fault === 'takes-any-token' && tokens.has(token))) return new Response(null, { status: 400 })
      const conditions = filter?.split(' AND ') ?? []
      const all = [...store.values()]
      if (all.some((lamp) => conditions.some((one) => holds(lamp, one, fault) === undefined)))
        return new Response(null, { status: 400 })
      const found = all.filter((lamp) => conditions.every((one) => holds(lamp, one, fault) === true))
      const from = Number(token?.split('-')[0] ?? 0)
      const to = from + Number(size ?? 50)
      const next = `${to}-${tokens.size}`
      if (to < found.length) tokens.set(next, String(filter))
      return Response.json({ lamps: found.slice(from, to), ...(to < found.length ? { nextPageToken: next } : {}) })
    },
  })
  return told(await fireAt(document, answer, { selects: (id) => LAWS.test(id) }))
}

test.each([
  ['none', []],
  ['finds-by-key', ['fail law.filter-expressions-hold[lamp]']],
  ['excludes-the-bound', ['fail law.filter-expressions-hold[lamp]']],
  ['takes-any-token', ['fail law.foreign-cursors-are-refused[lamp]']],
] as const)('lamps by expressions: %s', async (fault, expected) => {
  expect(await fire(fault)).toEqual(expected)
})
