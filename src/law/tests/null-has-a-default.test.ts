import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { createCrud, type Values } from './crud.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Lights, of which a null in a patch removes a property: `active` then has its default. */
const { document } = readWritten({
  'lights.yaml': `openapi: 3.1.0
info: { title: lights, version: '1' }
paths:
  /lights:
    post: { requestBody: { required: true, content: { application/json: { schema: &light { $ref: '#/components/schemas/Light' } } } }, responses: { '201': &one { description: one, content: { application/json: { schema: *light } } }, '422': &no { description: refused } } }
  /lights/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    patch: { description: Properties that are left out stay as they are., requestBody: { required: true, content: { application/json: { schema: { type: object, properties: { name: { type: string }, active: { type: [ boolean, 'null' ], default: true, description: Null removes the value. } } } } } }, responses: { '200': *one, '404': *no, '422': *no } }
    delete: { responses: { '204': *no, '404': *no } }
components:
  schemas: { Light: { type: object, required: [ name ], properties: { id: { type: integer, readOnly: true }, name: { type: string }, active: { type: boolean, default: true } } } }
`,
})

const LAW = 'law.null-clears[light]'

/** The findings at a server whose patch with a null leaves the default, or the value. */
async function fire(nulls: 'reset' | 'keep'): Promise<readonly string[]> {
  const { answer } = createCrud({
    path: '/lights',
    isValid: ({ name, active }, method) =>
      (typeof name === 'string' || (name === undefined && method === 'PATCH')) &&
      (active === undefined || typeof active === 'boolean' || (active === null && method === 'PATCH')),
    created: (body): Values => ({ active: true, ...body }),
    updated: {
      PATCH: (before, body): Values => ({
        ...before,
        ...body,
        active: body['active'] ?? (body['active'] === null && nulls === 'reset' ? true : before['active']),
      }),
    },
  })
  return told(await fireAt(document, answer, { selects: (id) => id === LAW }))
}

test('a null may leave the default of a property', async () => {
  expect(await fire('reset')).toEqual([])
})

test('a null that leaves the value is found, where the value is not the default', async () => {
  expect(await fire('keep')).toEqual([`fail ${LAW}`])
})
