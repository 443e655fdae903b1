import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { fireAt } from './fire-at.test-support.ts'

/** Users, whose first delete deactivates them. */
const { document } = readWritten({
  'users.yaml': `openapi: 3.1.0
info: { title: users, version: '1' }
paths:
  /users:
    post: { requestBody: { required: true, content: { application/json: { schema: &user { $ref: '#/components/schemas/User' } } } }, responses: { '201': &one { description: one, content: { application/json: { schema: *user } } }, '400': &no { description: refused } } }
  /users/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: string } } ]
    get: { responses: { '200': *one, '404': *no } }
    delete: { description: The first delete deactivates the user. A second one deletes it., responses: { '204': { description: done }, '404': *no } }
components:
  schemas: { User: { type: object, required: [ name ], properties: { id: { type: string, readOnly: true }, active: { type: boolean, readOnly: true }, name: { type: string } } } }
`,
})

/** Fires some laws at a server whose second delete deletes, or does nothing. `tells`: the first one leaves what tells of it. */
async function fire(second: 'deletes' | 'keeps' | 'tells') {
  const users = new Map<string, { readonly id: string; readonly active: boolean }>()
  let next = 0
  const report = await fireAt(
    document,
    async (request) => {
      const id = new URL(request.url).pathname.split('/')[2]
      if (id === undefined) {
        const user = { ...((await request.json()) as object), id: `u${(next += 1)}`, active: true }
        users.set(user.id, user)
        return Response.json(user, { status: 201 })
      }
      const found = users.get(id)
      if (found === undefined) return Response.json({}, { status: 404 })
      if (request.method !== 'DELETE')
        return Response.json(second === 'tells' && !found.active ? { id, object: 'user', deleted: true } : found)
      if (!found.active && second === 'deletes') users.delete(id)
      else users.set(id, { ...found, active: false })
      return new Response(null, { status: 204 })
    },
    { selects: (id) => /^law\.(create-shows-member|reads-are-repeatable|delete-has-effect)/.test(id) },
  )
  return { report, left: users.size }
}

test('members that the first delete deactivates are deleted once more in the end', async () => {
  const { report, left } = await fire('deletes')
  expect([report.verdict, left, report.notes]).toEqual(['conforms', 0, undefined])
})

test('members that are read after two deletes are counted, and named', async () => {
  const { report, left } = await fire('keeps')
  expect(left).toBeGreaterThan(0)
  const [note = '', ...others] = report.notes ?? []
  expect(others).toEqual([])
  expect(note).toMatch(/^up to \d+ members? of user \(\/users\/u\d+.*\) were still read at the end, although /)
  expect(note).toContain(`up to ${left} `)
})

test('what is read in the place of a deleted member, and tells so, is no member', async () => {
  const { report, left } = await fire('tells')
  expect(left).toBeGreaterThan(0)
  expect([report.verdict, report.notes]).toEqual(['conforms', undefined])
})
