import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { isObject } from '../../json/pointer.ts'
import { createCrud, type Values } from './crud.test-support.ts'
import { fireAt } from './fire-at.test-support.ts'

const { document } = readWritten({
  'lamps.yaml': `openapi: 3.1.0
info: { title: lamps, version: '1' }
paths:
  /lamps:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: &lamp { $ref: '#/components/schemas/Lamp' } } } } } } }
    post: { requestBody: &body { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/NewLamp' } } } }, responses: { '201': &one { description: one, content: { application/json: { schema: *lamp } } }, '422': &no { description: refused } } }
  /lamps/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    delete: { responses: { '204': { description: gone }, '404': *no } }
components:
  schemas:
    Lamp: { type: object, required: [ id, name, lit ], properties: { id: { type: integer }, name: { type: string }, lit: { type: boolean }, mode: { $ref: '#/components/schemas/Mode' }, dimmer: { type: object, properties: { level: { type: integer }, steps: { type: integer } } } } }
    Mode: { type: string, enum: [ cold, warm ] }
    NewLamp:
      type: object
      required: [ name ]
      properties:
        name: { type: string, minLength: 1, maxLength: 40 }
        lit: { type: boolean, description: Whether the lamp is lit. Defaults to \`true\`. }
        mode: { $ref: '#/components/schemas/Mode', default: warm, description: Colour of the light. Defaults to \`warm\`. }
        dimmer: { type: object, properties: { level: { type: integer, minimum: 0, maximum: 100, default: 70 }, steps: { type: integer, minimum: 1, maximum: 9 } } }
`,
})

function isNumber(value: unknown, [least, most]: readonly [number, number]): boolean {
  return value === undefined || (Number.isInteger(value) && Number(value) >= least && Number(value) <= most)
}

function isLamp({ name, lit = true, mode = 'warm', dimmer = {} }: Values): boolean {
  const isNamed = typeof name === 'string' && name !== '' && Array.from(name).length <= 40
  const isDimmer = isObject(dimmer) && isNumber(dimmer['level'], [0, 100]) && isNumber(dimmer['steps'], [1, 9])
  return isNamed && typeof lit === 'boolean' && (mode === 'warm' || mode === 'cold') && isDimmer
}

/** The case of the law at a server of lamps with other defaults: its status, with its findings. */
async function defaultsAt(other: {
  lit?: boolean
  mode?: string
  level?: number
  alone?: number
}): Promise<readonly string[]> {
  const { lit = true, mode = 'warm', level = 70, alone = level } = other
  const { answer, held } = createCrud({
    path: '/lamps',
    isValid: isLamp,
    created: ({ dimmer, ...body }) => ({
      lit,
      mode,
      ...body,
      dimmer: isObject(dimmer) ? { level, ...dimmer } : { level: alone },
    }),
    updated: {},
  })
  const report = await fireAt(document, answer, { selects: (id) => id === 'law.defaults-are-stored[lamp]' })
  expect(held()).toEqual([])
  return report.results.flatMap(({ status, findings }) => [status, ...findings.map(({ message }) => message)])
}

test('the defaults of words, and those within an object, are held at a right server', async () => {
  expect(await defaultsAt({})).toEqual(['pass'])
})

test('another default than the words say is a must', async () => {
  expect(await defaultsAt({ lit: false })).toEqual(['fail', 'expected true at /lit, got false'])
})

test('a default beside a reference, and in words too, is a must', async () => {
  expect(await defaultsAt({ mode: 'cold' })).toEqual(['fail', 'expected "warm" at /mode, got "cold"'])
})

test('another default within an object that is sent without it, or left out, is a should', async () => {
  expect(await defaultsAt({ alone: 7 })).toEqual(['warn', 'expected 70 at /dimmer/level, got 7'])
  expect(await defaultsAt({ level: 7, alone: 70 })).toEqual(['warn', 'expected 70 at /dimmer/level, got 7'])
})
