import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { fireAt } from './fire-at.test-support.ts'

/** Hooks with a token, which was there before the run. */
const DOCUMENT = `openapi: 3.1.0
info: { title: hooks, version: '1' }
paths:
  /hooks:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Hook' } } } } } } }
    post: { requestBody: { required: true, content: { application/json: { schema: &hook { $ref: '#/components/schemas/Hook' } } } }, responses: { '201': &one { description: one, content: { application/json: { schema: *hook } } } } }
  /hooks/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: string } } ]
    get: { responses: { '200': *one, '404': { description: no } } }
components:
  schemas:
    Hook: { type: object, required: [ id, token ], properties: { id: { type: string }, token: { type: string, writeOnly: true }, seen: { type: integer } } }
`

test('secrets of members that were there before do not reach the report', async () => {
  const { document } = readWritten({ 'hooks.yaml': DOCUMENT })
  const hook = { id: 'a', token: 'REALTOKENOFOTHERS', seen: 'often' }
  const report = await fireAt(
    document,
    async (request) => Response.json(new URL(request.url).pathname === '/hooks' ? [hook] : hook),
    { mayWrite: () => false },
  )
  const written = JSON.stringify(report)
  expect(written).toContain('<secret>')
  expect(written).not.toContain(hook.token)
})
