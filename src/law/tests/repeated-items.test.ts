import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { createCrud, type Values } from './crud.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Pools with origins, whose names are unique by the words of the list or of the name. */
const pools = (ofList: string, ofName: string) =>
  readWritten({
    'pools.yaml': `openapi: 3.1.0
info: { title: pools, version: '1' }
paths:
  /pools:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Pool' } } } } } } }
    post: { requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Pool' } } } }, responses: { '201': &one { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Pool' } } } }, '422': &no { description: no } } }
  /pools/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    delete: { responses: { '204': *no, '404': *no } }
components:
  schemas:
    Pool: { type: object, required: [ origins ], properties: { id: { type: integer, readOnly: true }, origins: { type: array, minItems: 1, description: '${ofList}', items: { type: object, required: [ name ], properties: { name: { type: string, minLength: 1, description: '${ofName}' }, weight: { type: integer } } } } } }
`,
  }).document

const LAW = 'law.invalid-create-is-refused[pool]'
const [SAID, OF_NAME] = ['The names of origins are unique within the pool.', 'Unique within the list.']

function areOrigins(origins: unknown): origins is readonly Values[] {
  return Array.isArray(origins) && origins.length > 0 && (origins as unknown[]).every(isOrigin)
}

function isOrigin(one: unknown): boolean {
  if (typeof one !== 'object' || one === null) return false
  const { name, weight } = one as Values
  return typeof name === 'string' && name !== '' && (weight === undefined || Number.isInteger(weight))
}

test.each([
  [SAID, '', 'refuses', []],
  [SAID, '', 'takes', [`fail ${LAW}`]],
  ['', OF_NAME, 'takes', [`fail ${LAW}`]],
  ['The origins.', 'The name.', 'takes', []],
])('where the list says "%s" and the name "%s", a server that %s equal names', async (...given) => {
  const [ofList, ofName, kind, expected] = given
  const isValid = ({ origins }: Values): boolean =>
    areOrigins(origins) && (kind === 'takes' || new Set(origins.map(({ name }) => name)).size === origins.length)
  const { answer, held } = createCrud({ path: '/pools', isValid, updated: {} })
  const report = await fireAt(pools(ofList, ofName), answer, { selects: (id) => id === LAW })
  expect(told(report)).toEqual(expected)
  expect(held()).toEqual([])
})
