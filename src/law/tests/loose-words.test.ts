import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { createCrud, type Values } from './crud.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Vans with a score, of which a property of the body or of the answer has a description. */
const documentWith = (ofBody: string, ofAnswer: string): ReturnType<typeof readWritten>['document'] =>
  readWritten({
    'vans.yaml': `openapi: 3.1.0
info: { title: vans, version: '1' }
paths:
  /vans:
    post: { requestBody: { required: true, content: { application/json: { schema: { type: object, required: [ name, score ], properties: { name: { type: string }, score: { type: integer, minimum: 0, maximum: 1000, description: '${ofBody}' } } } } } }, responses: { '201': &one { description: one, content: { application/json: { schema: { type: object, properties: { id: { type: integer }, name: { type: string }, score: { type: integer, description: '${ofAnswer}' } } } } } }, '422': &no { description: refused } } }
  /vans/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    delete: { responses: { '204': *no, '404': *no } }
`,
  }).document

const LAW = 'law.boundary-values-come-back[van]'

async function fire(ofBody: string, ofAnswer: string): Promise<readonly string[]> {
  const { answer } = createCrud({
    path: '/vans',
    isValid: ({ name, score }) => typeof name === 'string' && Number.isInteger(score),
    created: (body): Values => ({ ...body, score: Math.min(100, Number(body['score'])) }),
    updated: {},
  })
  return told(await fireAt(documentWith(ofBody, ofAnswer), answer, { selects: (id) => id === LAW }))
}

test.each([
  ['Higher values are reduced to 100.', 'The score'],
  ['The score', 'Capped at 100'],
])('a value at words that may mean another one is a should alone: "%s", "%s"', async (ofBody, ofAnswer) => {
  expect(await fire(ofBody, ofAnswer)).toEqual([`warn ${LAW}`])
})

test('without such words, another value is a must', async () => {
  expect(await fire('The score', 'The score')).toEqual([`fail ${LAW}`])
})
