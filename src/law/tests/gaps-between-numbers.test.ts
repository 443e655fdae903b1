import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { createCrud, type Values } from './crud.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Records whose time to live has a schema. */
function documentWith(ttl: string): ReturnType<typeof readWritten>['document'] {
  return readWritten({
    'records.yaml': `openapi: 3.1.0
info: { title: records, version: '1' }
paths:
  /records:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Record' } } } } } } }
    post: { requestBody: &body { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Record' } } } }, responses: { '201': &one { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Record' } } } }, '422': &no { description: refused } } }
  /records/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    put: { requestBody: *body, responses: { '200': *one, '404': *no, '422': *no } }
    delete: { responses: { '204': *no, '404': *no } }
components:
  schemas:
    Record: { type: object, required: [ name, ttl ], properties: { id: { type: integer, readOnly: true }, name: { type: string, maxLength: 40 }, ttl: { ${ttl} } } }
`,
  }).document
}

const GAP = 'type: integer, anyOf: [ { enum: [ 1 ] }, { minimum: 60, maximum: 900 } ]'
const FRACTIONS = 'oneOf: [ { type: number, minimum: 0, maximum: 1 }, { type: number, minimum: 5, maximum: 9 } ]'

function isName(name: unknown): boolean {
  return typeof name === 'string' && Array.from(name).length <= 40
}

function isFraction(ttl: number): boolean {
  return (ttl >= 0 && ttl <= 1) || (ttl >= 5 && ttl <= 9)
}

/** The cases that fail at a server which takes such a time to live. */
async function toldOf(ttl: string, takes: (ttl: number, method: string) => boolean): Promise<readonly string[]> {
  const isValid = ({ name, ttl: own }: Values, method: string): boolean =>
    isName(name) && typeof own === 'number' && takes(own, method)
  const { answer } = createCrud({ path: '/records', isValid, updated: { PUT: (_, body) => body } })
  const report = await fireAt(documentWith(ttl), answer, { selects: (id) => /\.invalid-\w+-is-refused/.test(id) })
  return told(report).filter((one) => one.startsWith('fail'))
}

const isRight = (ttl: number): boolean => Number.isInteger(ttl) && (ttl === 1 || (ttl >= 60 && ttl <= 900))

test('a number between two alternatives of its schema has to be refused', async () => {
  expect(await toldOf(GAP, isRight)).toEqual([])
  expect(await toldOf(GAP, (ttl, method) => isRight(ttl) || (method === 'POST' && ttl === 59))).toEqual([
    'fail law.invalid-create-is-refused[record]',
  ])
  expect(await toldOf(GAP, (ttl, method) => isRight(ttl) || (method === 'PUT' && ttl === 2))).toEqual([
    'fail law.invalid-update-is-refused[record]',
  ])
})

test('a fraction between two alternatives too', async () => {
  expect(await toldOf(FRACTIONS, isFraction)).toEqual([])
  expect(await toldOf(FRACTIONS, (ttl) => ttl >= 0 && ttl <= 9)).toContain('fail law.invalid-create-is-refused[record]')
})

test('alternatives that leave no gap say nothing', async () => {
  const one = 'type: integer, anyOf: [ { minimum: 0, maximum: 5 }, { minimum: 6, maximum: 9 } ]'
  expect(await toldOf(one, (ttl) => Number.isInteger(ttl) && ttl >= 0 && ttl <= 9)).toEqual([])
})
