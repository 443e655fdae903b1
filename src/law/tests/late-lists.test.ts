import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { createCrud } from './crud.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

const BEHIND = 40

const documentOf = (words: string) =>
  readWritten({
    'lamps.yaml': `
openapi: 3.1.0
info: { title: Lamps, version: 1.0.0, description: '${words}' }
paths:
  /lamps:
    get: { responses: { '200': { content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Lamp' } } } } } } }
    post:
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Lamp' } } } }
      responses: { '201': { content: { application/json: { schema: { $ref: '#/components/schemas/Lamp' } } } } }
  /lamps/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
    get: { responses: { '200': { content: { application/json: { schema: { $ref: '#/components/schemas/Lamp' } } } } } }
    delete: { responses: { '204': {} } }
components:
  schemas:
    Lamp:
      type: object
      required: [name]
      properties: { id: { type: integer, readOnly: true }, name: { type: string, minLength: 1 } }
`,
  }).document

/** A server whose list shows what was there a little earlier. */
function behind(milliseconds: number): (request: Request) => Promise<Response> {
  const { answer } = createCrud({
    path: '/lamps',
    isValid: ({ name }) => typeof name === 'string' && name !== '',
    updated: {},
  })
  const seen: { readonly at: number; readonly text: string }[] = [{ at: 0, text: '[]' }]
  return async (request) => {
    const reply = await answer(request)
    const { pathname } = new URL(request.url)
    if (request.method !== 'GET') {
      const list = await answer(new Request(new URL('/lamps', request.url)))
      seen.push({ at: Date.now(), text: await list.text() })
    }
    if (request.method !== 'GET' || pathname !== '/lamps' || reply.status !== 200) return reply
    return Response.json(JSON.parse(seen.findLast(({ at }) => at <= Date.now() - milliseconds)?.text ?? '[]'))
  }
}

const selects = (id: string): boolean => /list|pages-hold|total/.test(id)

test.each([
  [`Lists are eventually consistent: they show a write within ${BEHIND} ms.`, BEHIND, []],
  ['Lamps of a house.', 60_000, ['fail law.list-holds-created[lamp]']],
])('a list that is behind is waited for where the document says so: %s', async (words, milliseconds, expected) => {
  const report = await fireAt(documentOf(words), behind(milliseconds), { selects })
  expect(told(report)).toEqual(expected.length === 0 ? [] : expect.arrayContaining(expected))
})
