import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { listOf } from '../../json/list-of.ts'
import { isObject } from '../../json/pointer.ts'
import { createCrud } from './crud.test-support.ts'
import { fireAt } from './fire-at.test-support.ts'

const { document } = readWritten({
  'users.yaml': `openapi: 3.1.0
info: { title: users, version: '1' }
paths:
  /users:
    post: { requestBody: { required: true, content: { application/scim+json: { schema: { $ref: '#/components/schemas/User' } } } }, responses: { '201': &one { description: one, content: { application/scim+json: { schema: { $ref: '#/components/schemas/User' } } } }, '400': &no { description: refused } } }
  /users/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': &none { description: none } } }
    patch: { requestBody: { required: true, content: { application/scim+json: { schema: { $ref: '#/components/schemas/PatchOp' } } } }, responses: { '200': *one, '400': *no, '404': *none } }
    delete: { responses: { '204': { description: gone }, '404': *none } }
components:
  schemas:
    User:
      type: object
      required: [schemas, userName]
      properties:
        schemas: { type: array, minItems: 1, items: { type: string, enum: ['urn:ietf:params:scim:schemas:core:2.0:User'] } }
        id: { type: integer, readOnly: true }
        userName: { type: string, minLength: 1, maxLength: 64 }
        title: { type: string, maxLength: 60 }
    PatchOp:
      type: object
      required: [schemas, Operations]
      properties:
        schemas: { type: array, minItems: 1, items: { type: string, enum: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'] } }
        Operations: { type: array, minItems: 1, items: { type: object, required: [op], properties: { op: { type: string, enum: [add, replace, remove] }, path: { type: string }, value: {} } } }
`,
})

/** The statuses of the laws of updates at a server that does the changes of a refused list as a whole, or in part. */
async function statuses(refusal: 'whole' | 'part'): Promise<Readonly<Record<string, string>>> {
  const { answer, held } = createCrud({
    path: '/users',
    isValid: ({ userName }) => typeof userName === 'string' && userName !== '',
    updated: {},
    before: ({ method, url }, store, body) => {
      const id = Number(new URL(url).pathname.split('/')[2])
      if (method !== 'PATCH' || !store.has(id)) return undefined
      const before = store.get(id) ?? {}
      const changes = isObject(body) ? listOf(body['Operations']).filter(isObject) : []
      const named = changes.flatMap(({ path, value }) => (typeof path === 'string' ? [[path, value]] : []))
      const member = { ...before, ...(Object.fromEntries(named) as Readonly<Record<string, unknown>>) }
      const isTaken =
        named.length === changes.length && named.every(([path]) => path === 'userName' || path === 'title')
      if ((isTaken && changes.length > 0) || refusal === 'part') store.set(id, member)
      return isTaken && changes.length > 0 ? Response.json(member) : new Response(null, { status: 400 })
    },
  })
  const ids = ['update-shows', 'merge-leaves-the-rest', 'failed-patch-changes-nothing', 'patch-removes']
  const report = await fireAt(document, answer, { selects: (id) => ids.some((one) => id.startsWith(`law.${one}[`)) })
  expect(held()).toEqual([])
  return Object.fromEntries(report.results.map(({ id, status }) => [id.replace(/^law\.|\[.*/g, ''), status]))
}

test('a PATCH of SCIM is sent as a list of changes by names, and one with a change that fails does none', async () => {
  const others = { 'merge-leaves-the-rest': 'pass', 'patch-removes': 'skip', 'update-shows': 'pass' }
  expect(await statuses('whole')).toEqual({ ...others, 'failed-patch-changes-nothing': 'pass' })
  expect(await statuses('part')).toEqual({ ...others, 'failed-patch-changes-nothing': 'fail' })
})
