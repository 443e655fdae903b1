import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { createCrud } from './crud.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

const { document } = readWritten({
  'cards.yaml': `openapi: 3.1.0
info: { title: cards, version: '1' }
paths:
  /cards:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Card' } } } } } } }
    post: { requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Card' } } } }, responses: { '201': { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Card' } } } }, '422': { description: refused } } }
  /cards/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Card' } } } }, '404': { description: none } } }
    delete: { responses: { '204': { description: gone }, '404': { description: none } } }
  /cards/{id}/restore:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    post: { responses: { '200': { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Card' } } } }, '404': { description: none } } }
components:
  schemas:
    Card: { type: object, required: [ title ], properties: { id: { type: integer, readOnly: true }, title: { type: string, minLength: 1 } } }
`,
})

test('an action that restores a deleted member is not accused of it, and the member is deleted again', async () => {
  const trash = new Map<number, Readonly<Record<string, unknown>>>()
  const { answer, held } = createCrud({
    path: '/cards',
    isValid: ({ title }) => typeof title === 'string' && title !== '',
    updated: {},
    before: ({ method, url }, store) => {
      const [, id, restores] = /^\/cards\/(\d+)(\/restore)?$/.exec(new URL(url).pathname) ?? []
      const found = store.get(Number(id)) ?? trash.get(Number(id))
      if (restores === undefined) {
        if (method === 'DELETE' && found !== undefined) trash.set(Number(id), found)
        return undefined
      }
      if (method !== 'POST') return new Response(null, { status: 405, headers: { Allow: 'POST' } })
      if (found === undefined) return new Response(null, { status: 404 })
      store.set(Number(id), found)
      return Response.json(found)
    },
  })
  const report = await fireAt(document, answer)
  expect(told(report).filter((line) => line.includes('restore'))).toEqual([])
  expect(held()).toEqual([])
})
