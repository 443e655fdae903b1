import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { type MemberEntry, noteIn } from '../session/member-ledger.ts'
import { fireAt } from './fire-at.test-support.ts'

/** Hooks, one of each kind at most. */
const { document } = readWritten({
  'hooks.yaml': `openapi: 3.1.0
info: { title: hooks, version: '1' }
paths:
  /hooks/{kind}:
    parameters: [ { name: kind, in: path, required: true, schema: { type: string, enum: [ alpha, beta ] } } ]
    get: { responses: { '200': &one { description: one, content: { application/json: { schema: &hook { $ref: '#/components/schemas/Hook' } } } }, '404': &no { description: refused } } }
    post: { requestBody: { required: true, content: { application/json: { schema: *hook } } }, responses: { '201': *one, '400': *no, '409': *no } }
    delete: { responses: { '204': { description: done }, '404': *no } }
  /hooks:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: *hook } } } } } }
components:
  schemas: { Hook: { type: object, required: [ name ], properties: { kind: { type: string, readOnly: true }, name: { type: string } } } }
`,
})

interface Hook {
  readonly kind: string
  readonly name?: unknown
  readonly active: boolean
}

const OTHERS: Hook = { kind: 'beta', name: 'of another client', active: true }

/** Fires laws at a server of hooks. Another client creates a beta as soon as the run has deleted its own. */
async function fire(first: 'deletes' | 'deactivates') {
  const hooks = new Map<string, Hook>()
  const deletes: string[] = []
  const entries: MemberEntry[] = []
  await fireAt(
    document,
    async (request) => {
      const kind = new URL(request.url).pathname.split('/')[2]
      if (kind === undefined) return Response.json([...hooks.values()])
      const found = hooks.get(kind)
      if (request.method === 'POST') {
        if (found !== undefined) return Response.json({}, { status: 409 })
        const made = { ...((await request.json().catch(() => ({}))) as object), kind, active: true }
        hooks.set(kind, made)
        return Response.json(made, { status: 201 })
      }
      if (found === undefined) return Response.json({}, { status: 404 })
      if (request.method !== 'DELETE') return Response.json(found)
      deletes.push(kind)
      if (kind === 'beta') hooks.set(kind, OTHERS)
      else if (first === 'deactivates' && found.active) hooks.set(kind, { ...found, active: false })
      else hooks.delete(kind)
      return new Response(null, { status: 204 })
    },
    {
      selects: (id) => /^law\.(valid-create-is-accepted|create-shows-member|special-keys-work)/.test(id),
      ledger: noteIn((entry) => entries.push(entry)),
    },
  )
  return {
    deletes,
    left: [...hooks.values()],
    doubtful: entries.filter((entry) => 'creating' in entry && entry.creating.kept === 'doubtful'),
  }
}

test('a member that another client has created under the key of a deleted one stays', async () => {
  const { deletes, left } = await fire('deletes')
  expect(deletes.filter((kind) => kind === 'beta')).toEqual(['beta'])
  expect(left).toEqual([OTHERS])
})

test('a member that may be of another client is open in the ledger again, and no clean-up deletes it', async () => {
  const { doubtful } = await fire('deletes')
  expect(doubtful).toMatchObject([{ creating: { item: '/hooks/{kind}' } }])
})

test('a second delete of deactivated members leaves that of another client', async () => {
  const { deletes, left } = await fire('deactivates')
  expect([deletes.toSorted(), left]).toEqual([['alpha', 'alpha', 'beta'], [OTHERS]])
})
