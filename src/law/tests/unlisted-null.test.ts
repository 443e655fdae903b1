import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { createCrud } from './crud.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

const LAW = 'law.boundary-values-come-back[jar]'

/** Jars at a server that refuses null as their size. */
async function fire(sizes: string): Promise<readonly string[]> {
  const { document } = readWritten({
    'jars.yaml': `openapi: 3.0.3
info: { title: jars, version: '1' }
paths:
  /jars:
    post: { requestBody: { required: true, content: { application/json: { schema: &jar { type: object, required: [ label ], properties: { id: { type: integer, readOnly: true }, label: { type: string, minLength: 1, maxLength: 9 }, size: { type: string, nullable: true, enum: ${sizes} } } } } } }, responses: { '201': &one { description: one, content: { application/json: { schema: *jar } } }, '422': &no { description: refused } } }
  /jars/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    delete: { responses: { '204': *no, '404': *no } }
`,
  })
  const { answer } = createCrud({
    path: '/jars',
    isValid: ({ label, size = 'small' }) =>
      typeof label === 'string' && label.length > 0 && label.length < 10 && ['small', 'large'].includes(String(size)),
    updated: {},
  })
  return told(await fireAt(document, answer, { selects: (id) => id === LAW }))
}

test('a null that may be meant but is not listed may be refused', async () => {
  expect(await fire('[ small, large ]')).toEqual([])
  expect(await fire('[ small, large, null ]')).toEqual([`warn ${LAW}`])
})
