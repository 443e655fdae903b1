import { expect, test } from 'vitest'
import { isObject } from '../../json/pointer.ts'
import { readWritten } from '../../document/written.test-support.ts'
import { createCrud, type Values } from './crud.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Flags whose only update is a JSON Patch, which says what it does to the version. */
const { document } = readWritten({
  'flags.yaml': `openapi: 3.1.0
info: { title: flags, version: '1' }
paths:
  /flags:
    post: { requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/New' } } } }, responses: { '201': &one { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Flag' } } } }, '400': &no { description: refused } } }
  /flags/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    patch:
      description: Changes the flag. An update adds one to \`_version\`.
      requestBody: { required: true, content: { application/json-patch+json: { schema: { type: array, items: { type: object, required: [ op, path ], properties: { op: { enum: [ add, replace, remove ] }, path: { type: string }, value: {} } } } } } }
      responses: { '200': *one, '400': *no, '404': *no }
    delete: { responses: { '204': *no, '404': *no } }
components:
  schemas:
    New: { type: object, required: [ name ], properties: { name: { type: string, minLength: 1 } } }
    Flag: { allOf: [ { $ref: '#/components/schemas/New' }, { type: object, required: [ id, _version ], properties: { id: { type: integer, readOnly: true }, _version: { type: integer, readOnly: true } } } ] }
`,
})

const LAW = 'law.version-property-changes[flag]'

function patched(before: Values, body: unknown): Values {
  const changes = Array.isArray(body) ? body.filter(isObject) : []
  return Object.fromEntries([
    ...Object.entries(before),
    ...changes.map(({ path, value }) => [String(path).slice(1), value]),
  ])
}

async function fire(step: number): Promise<readonly unknown[]> {
  const { answer, held } = createCrud({
    path: '/flags',
    isValid: ({ name }, method) => method === 'PATCH' || (typeof name === 'string' && name !== ''),
    created: (body) => ({ ...body, _version: 1 }),
    updated: {},
    before: ({ method, url }, store, body) => {
      const id = Number(new URL(url).pathname.split('/').at(-1))
      const before = store.get(id)
      if (method !== 'PATCH' || before === undefined) return undefined
      const values = { ...patched(before, body), _version: Number(before['_version']) + step }
      store.set(id, values)
      return Response.json({ ...values, id })
    },
  })
  const report = await fireAt(document, answer, { selects: (id) => id === LAW })
  return [told(report), held(), report.results.map(({ status }) => status)]
}

test('a JSON Patch of a property changes the version, by one where the update says so', async () => {
  expect(await fire(1)).toEqual([[], [], ['pass']])
  expect(await fire(0)).toEqual([[`fail ${LAW}`], [], ['fail']])
  expect(await fire(2)).toEqual([[`fail ${LAW}`], [], ['fail']])
})
