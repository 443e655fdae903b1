import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { createCrud, type Values } from './crud.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

const { document } = readWritten({
  'users.yaml': `openapi: 3.1.0
info: { title: users, version: '1' }
paths:
  /users:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: &user { $ref: '#/components/schemas/User' } } } } } } }
    post: { requestBody: { required: true, content: { application/json: { schema: { type: object, required: [ name ], properties: { name: &name { type: string, minLength: 1, maxLength: 40 } } } } } }, responses: { '201': &one { description: one, content: { application/json: { schema: *user } } }, '422': &no { description: refused } } }
  /users/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    delete: { responses: { '204': { description: gone }, '404': *no } }
components:
  schemas: { User: { type: object, properties: { id: { type: integer, readOnly: true }, state: { type: string, enum: [ active, deleted ], readOnly: true }, name: *name } } }
`,
})

/** A server whose deletes mark users, and that lists them with the given state, or without one. */
async function toldWhere(listed: 'marked' | 'as-before' | 'without-a-state') {
  const shownInList = ({ state, ...user }: Values): Values =>
    listed === 'without-a-state' ? user : { ...user, state: listed === 'marked' ? state : 'active' }
  const { answer } = createCrud({
    path: '/users',
    isValid: ({ name }) => typeof name === 'string',
    created: (body) => ({ ...body, state: 'active' }),
    updated: {},
    before: ({ method, url }, store) => {
      const id = Number(new URL(url).pathname.split('/')[2])
      const user = store.get(id)
      if (method === 'GET' && Number.isNaN(id)) return Response.json([...store.values()].map(shownInList))
      if (method !== 'DELETE' || user === undefined) return undefined
      store.set(id, { ...user, state: 'deleted' })
      return new Response(null, { status: 204 })
    },
  })
  return told(await fireAt(document, answer, { selects: (id) => id.startsWith('law.deleted-leaves-the-list') }))
}

test('a list may show deleted members with their mark', async () => {
  expect(await toldWhere('marked')).toEqual([])
})

test('a list that shows a deleted member as it was before is out of date', async () => {
  expect(await toldWhere('as-before')).toEqual(['warn law.deleted-leaves-the-list[user]'])
  expect(await toldWhere('without-a-state')).toEqual(['warn law.deleted-leaves-the-list[user]'])
})
