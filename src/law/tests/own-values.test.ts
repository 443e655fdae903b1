import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { createCrud } from './crud.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Rooms, of which no two have one name. */
const { document } = readWritten({
  'rooms.yaml': `openapi: 3.1.0
info: { title: rooms, version: '1' }
paths:
  /rooms:
    post: { requestBody: { required: true, content: { application/json: { schema: &room { $ref: '#/components/schemas/Room' } } } }, responses: { '201': &one { description: one, content: { application/json: { schema: *room } } }, '409': &no { description: refused }, '422': *no } }
  /rooms/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    patch: { description: Properties that are left out stay as they are., requestBody: { required: true, content: { application/json: { schema: { type: object, properties: { name: { type: string }, floor: { type: string } } } } } }, responses: { '200': *one, '404': *no, '409': *no, '422': *no } }
    delete: { responses: { '204': *no, '404': *no } }
components:
  schemas: { Room: { type: object, required: [ name ], properties: { id: { type: integer, readOnly: true }, name: { type: string, description: 'Unique among the rooms, else 409.' }, floor: { type: string } } } }
`,
})

const LAW = 'law.own-values-are-no-conflict[room]'

/** Fires the law at a server that compares a name with those of the others, or of all rooms. */
async function fire(compared: 'others' | 'all'): Promise<readonly string[]> {
  const { answer } = createCrud({
    path: '/rooms',
    isValid: ({ name }, method) => typeof name === 'string' || (name === undefined && method === 'PATCH'),
    updated: { PATCH: (before, body) => ({ ...before, ...body }) },
    before({ method, url }, store, body) {
      const name = (body as { readonly name?: unknown } | undefined)?.name
      if (name === undefined || !['POST', 'PATCH'].includes(method)) return undefined
      const own = method === 'PATCH' && compared === 'others' ? Number(url.split('/').at(-1)) : undefined
      const isTaken = [...store].some(([id, room]) => id !== own && room['name'] === name)
      return isTaken ? Response.json({ message: 'The name is taken.' }, { status: 409 }) : undefined
    },
  })
  return told(await fireAt(document, answer, { selects: (id) => id === LAW }))
}

test('an update that leaves a unique name as it is conflicts with nothing', async () => {
  expect(await fire('others')).toEqual([])
})

test('a server that takes a member for another one is found', async () => {
  expect(await fire('all')).toContain(`fail ${LAW}`)
})
