import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { createCrud, type Values } from './crud.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Pools that need no more origins than they have: a rule that no schema states. */
const { document } = readWritten({
  'pools.yaml': `openapi: 3.1.0
info: { title: pools, version: '1' }
paths:
  /pools:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: &pool { type: object, required: [ id ], properties: { id: { type: integer, readOnly: true }, name: &name { type: string, minLength: 1 }, needed: &needed { type: integer, minimum: 1 }, origins: &origins { type: array, minItems: 1, items: { type: string, minLength: 1 } } } } } } } } } }
    post: &write { requestBody: { required: true, content: { application/json: { schema: { type: object, required: [ name, needed, origins ], properties: { name: *name, needed: *needed, origins: *origins } } } } }, responses: { '201': &one { description: one, content: { application/json: { schema: *pool } } }, '422': &no { description: no } } }
  /pools/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    put: { <<: *write, responses: { '200': *one, '404': *no, '422': *no } }
    delete: { responses: { '204': { description: gone }, '404': *no } }
`,
})

const isValid = ({ name, needed, origins }: Values): boolean =>
  typeof name === 'string' &&
  name !== '' &&
  Array.isArray(origins) &&
  origins.every((one) => typeof one === 'string') &&
  Number.isInteger(needed) &&
  Number(needed) >= 1 &&
  Number(needed) <= origins.length

const WARNING = 'warn law.update-shows[pool]'
const LAWS = ['update-shows', 'update-is-listed', 'put-twice-is-once'].map((id) => `law.${id}[pool]`)
const LISTED = LAWS.slice(1, 2)

test.each<[string, readonly string[], readonly string[], (before: Values, body: Values) => Values]>([
  ['replaces a pool', LAWS, [WARNING], (_, body) => body],
  ['replaces a pool', LISTED, [], (_, body) => body],
  ['keeps the name', LAWS, [`fail ${LAWS[0]}`], ({ name }, body) => ({ ...body, name })],
  ['keeps the name', LISTED, [`fail ${LISTED[0]}`], ({ name }, body) => ({ ...body, name })],
])('a server that %s, held to %j: other texts are sent where other numbers break a rule', async (...given) => {
  const [, laws, expected, PUT] = given
  const { answer, held } = createCrud({ path: '/pools', isValid, updated: { PUT } })
  const report = await fireAt(document, answer, { selects: (id) => laws.includes(id) })
  expect(told(report)).toEqual(expected)
  expect(held()).toEqual([])
})
