import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { fetchTarget } from '../../http/fetch-target.ts'
import { DEFAULT_LIMITS } from '../../http/target.ts'
import { inferModel } from '../../resource/infer/infer-model.ts'
import { runLaws } from '../run-laws.ts'

/** Accounts that one request creates by their names, several at once, as JupyterHub does. */
const ACCOUNTS = `openapi: 3.0.3
info: { title: accounts, version: '1' }
paths:
  /accounts:
    get: { responses: { '200': &all { description: all, content: { application/json: { schema: { type: array, items: &one { $ref: '#/components/schemas/Account' } } } } } } }
    post:
      requestBody: { required: true, content: { application/json: { schema: { type: object, required: [ names ], properties: { admin: { type: boolean }, names: { type: array, minItems: 2, items: { type: string, minLength: 1 } } } } } } }
      responses: { '201': *all, '400': &no { description: refused } }
  /accounts/{name}:
    parameters: [ { name: name, in: path, required: true, schema: { type: string } } ]
    get: { responses: { '200': { description: one, content: { application/json: { schema: *one } } }, '404': *no } }
    delete: { responses: { '204': *no, '404': *no } }
components:
  schemas:
    Account: { type: object, required: [ name ], properties: { name: { type: string }, admin: { type: boolean } } }
`

const { document } = readWritten({ 'accounts.yaml': ACCOUNTS })
const model = inferModel(document)

function createAccounts(): {
  held: Set<string>
  created: () => number
  answer: (request: Request) => Promise<Response>
} {
  const held = new Set<string>()
  let created = 0
  return {
    held,
    created: () => created,
    async answer(request) {
      const [, root, name] = new URL(request.url).pathname.split('/').map(decodeURIComponent)
      if (root !== 'accounts') return new Response(null, { status: 404 })
      if (name !== undefined && !held.has(name)) return new Response(null, { status: 404 })
      if (request.method === 'DELETE' && name !== undefined) held.delete(name)
      if (request.method === 'DELETE') return new Response(null, { status: 204 })
      if (request.method === 'GET')
        return Response.json(name === undefined ? [...held].map((one) => ({ name: one })) : { name })
      const { names } = JSON.parse(await request.text()) as { readonly names: readonly string[] }
      if (!Array.isArray(names) || names.some((one) => typeof one !== 'string' || one === '' || held.has(one)))
        return new Response(null, { status: 400 })
      for (const one of names) held.add(one as string)
      created = Math.max(created, names.length)
      return Response.json(
        names.map((one: string) => ({ name: one })),
        { status: 201 },
      )
    },
  }
}

test('each member of a create of several is removed at the end', async () => {
  const accounts = createAccounts()
  const events = runLaws({
    document,
    model,
    target: fetchTarget((request) => accounts.answer(request), DEFAULT_LIMITS),
    principals: {},
    scopes: {},
    mayWrite: () => true,
    seed: 1,
    level: 'must',
  })
  for await (const _ of events);
  expect(accounts.created()).toBeGreaterThan(1)
  expect([...accounts.held]).toEqual([])
})
