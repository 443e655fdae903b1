import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { fireAt } from './fire-at.test-support.ts'

/** Users, whose credentials no answer shows. */
const { document } = readWritten({
  'users.yaml': `openapi: 3.1.0
info: { title: users, version: '1' }
paths:
  /users:
    post: { requestBody: { required: true, content: { application/json: { schema: &user { $ref: '#/components/schemas/User' } } } }, responses: { '201': &one { description: one, content: { application/json: { schema: *user } } }, '400': &no { description: refused } } }
  /users/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: string } } ]
    get: { responses: { '200': *one, '404': *no } }
    delete: { responses: { '204': { description: gone }, '404': *no } }
components:
  schemas:
    User:
      type: object
      required: [ name ]
      properties:
        id: { type: string, readOnly: true }
        name: { type: string }
        profile: { type: object, additionalProperties: { type: string } }
        credentials: { type: array, minItems: 1, maxItems: 1, writeOnly: true, items: { type: object, required: [ type, value ], properties: { type: { enum: [ password ] }, value: { type: string, minLength: 4, maxLength: 72 } } } }
`,
})

interface User {
  readonly id: string
  readonly name?: string
  readonly credentials?: readonly { readonly value: string }[]
}

/** The status of the law at a server that shows users in one form. */
async function statusWhere(shown: (user: User) => unknown): Promise<string | undefined> {
  const users = new Map<string, User>()
  let next = 0
  const report = await fireAt(
    document,
    async (request) => {
      const id = new URL(request.url).pathname.split('/')[2]
      if (id === undefined) {
        const user: User = { ...((await request.json()) as object), id: `u${(next += 1)}` }
        users.set(user.id, user)
        return Response.json({ id: user.id, name: user.name }, { status: 201 })
      }
      const found = users.get(id)
      if (found === undefined) return Response.json({}, { status: 404 })
      if (request.method === 'DELETE') return new Response(null, { status: users.delete(id) ? 204 : 404 })
      return Response.json(shown(found))
    },
    { selects: (id) => /^law\.(read-equals-write|secrets-are-hidden)\[/.test(id) },
  )
  return report.results.find(({ id }) => id === 'law.secrets-are-hidden[user]')?.status
}

test('the texts below a write-only list are secrets, wherever an answer shows them', async () => {
  expect([
    await statusWhere(({ credentials: _hidden, ...user }) => user),
    await statusWhere((user) => user),
    await statusWhere(({ credentials, ...user }) => ({ ...user, note: credentials?.[0]?.value })),
  ]).toEqual(['pass', 'fail', 'fail'])
})
