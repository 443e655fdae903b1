import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { createCrud } from './crud.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Records of two types, of which the second needs a priority. */
const { document } = readWritten({
  'records.yaml': `openapi: 3.1.0
info: { title: records, version: '1' }
paths:
  /records:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Record' } } } } } } }
    post: { requestBody: { required: true, content: { application/json: { schema: { oneOf: [ { $ref: '#/components/schemas/A' }, { $ref: '#/components/schemas/MX' } ] } } } }, responses: { '201': &one { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Record' } } } }, '400': &no { description: refused } } }
  /records/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    delete: { responses: { '204': *no, '404': *no } }
components:
  schemas:
    A: { type: object, required: [ type, content ], properties: { type: { const: A }, content: { type: string, minLength: 1 } } }
    MX: { type: object, required: [ type, content, priority ], properties: { type: { const: MX }, content: { type: string, minLength: 1 }, priority: { type: integer, minimum: 0, maximum: 65535 } } }
    Record: { type: object, required: [ id, type, content ], properties: { id: { type: integer, readOnly: true }, type: { enum: [ A, MX ] }, content: { type: string }, priority: { type: integer } } }
`,
})

const LAW = 'law.invalid-create-is-refused[record]'

const isPriority = (value: unknown): boolean => typeof value === 'number' && value >= 0 && value <= 65_535

async function fire(demands: boolean, takesMx = true): Promise<readonly unknown[]> {
  const { answer, held } = createCrud({
    path: '/records',
    isValid: ({ type, content, priority }) =>
      typeof content === 'string' &&
      content !== '' &&
      (type === 'A' || (type === 'MX' && takesMx && (priority === undefined ? !demands : isPriority(priority)))),
    updated: {},
  })
  const report = await fireAt(document, answer, { selects: (id) => id === LAW })
  return [told(report), held()]
}

test('a property that another alternative than the first requires is left out, where that one is accepted', async () => {
  expect(await fire(true)).toEqual([[], []])
  expect(await fire(false)).toEqual([[`fail ${LAW}`], []])
  expect(await fire(false, false)).toEqual([[], []])
})
