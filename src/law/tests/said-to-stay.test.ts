import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { createCrud, type Values } from './crud.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Projects whose prefix stays as it was created: a patch lacks it, and changes something at least. */
const { document } = readWritten({
  'projects.yaml': `openapi: 3.1.0
info: { title: projects, version: '1' }
paths:
  /projects:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: &project { type: object, required: [ id ], properties: { id: { type: integer, readOnly: true }, name: { type: string }, prefix: { type: string } } } } } } } } }
    post:
      requestBody: { required: true, content: { application/json: { schema: { type: object, required: [ name, prefix ], properties: { name: { type: string }, prefix: { type: string, description: 'Prefix of the tasks; cannot be changed' } } } } } }
      responses: { '201': &one { description: one, content: { application/json: { schema: *project } } }, '422': &no { description: refused } }
  /projects/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    patch: { requestBody: { required: true, content: { application/json: { schema: { type: object, minProperties: 1, properties: { name: { type: string } } } } } }, responses: { '200': *one, '404': *no, '422': *no } }
    delete: { responses: { '204': { description: gone }, '404': *no } }
`,
})

const dropping = (before: Values, { name }: Values): Values => ({ ...before, ...(name === undefined ? {} : { name }) })

test.each<[string, readonly string[], (before: Values, body: Values) => Values, (body: Values) => boolean]>([
  ['drops what its schema lacks', [], dropping, ({ name }) => name !== undefined],
  ['refuses what its schema lacks', [], dropping, ({ prefix }) => prefix === undefined],
  [
    'changes the prefix with the name alone',
    ['fail law.immutable-values-stay[project]'],
    (before, body) => ({ ...before, ...body }),
    ({ name }) => name !== undefined,
  ],
  [
    'changes the prefix alone',
    ['fail law.immutable-values-stay[project]'],
    (before, body) => ({ ...before, ...body }),
    ({ name, prefix }) => name === undefined || prefix === undefined,
  ],
])('a server that %s', async (...[, expected, PATCH, takes]) => {
  const { answer } = createCrud({
    path: '/projects',
    isValid: (body, method) => (method === 'PATCH' ? takes(body) : typeof body['prefix'] === 'string'),
    updated: { PATCH },
  })
  const report = await fireAt(document, answer, { selects: (id) => id === 'law.immutable-values-stay[project]' })
  expect(told(report)).toEqual(expected)
})
