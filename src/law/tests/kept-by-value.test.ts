import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { createCrud } from './crud.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

const { document } = readWritten({
  'copies.yaml': `openapi: 3.1.0
info: { title: copies, version: '1' }
paths:
  /copies:
    get:
      parameters: [ { name: limit, in: query, schema: { type: integer, minimum: 1, maximum: 100 } }, { name: offset, in: query, schema: { type: integer, minimum: 0 } } ]
      responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Copy' } } } } } }
    post: { requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Copy' } } } }, responses: { '201': { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Copy' } } } }, '422': { description: refused } } }
  /copies/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Copy' } } } }, '404': { description: none } } }
    delete: { responses: { '204': { description: gone }, '404': { description: none } } }
components:
  schemas:
    Copy: { type: object, required: [ title, state ], properties: { id: { type: integer, readOnly: true }, title: { type: string, minLength: 1 }, state: { enum: [ there, lent, lost ] } } }
`,
})

const STATES: ReadonlySet<unknown> = new Set(['there', 'lent', 'lost'])

/** A server whose delete of copies with one state succeeds, and does nothing. */
function createCopies(kept?: string): ReturnType<typeof createCrud> {
  return createCrud({
    path: '/copies',
    isValid: ({ title, state }) => typeof title === 'string' && title !== '' && STATES.has(state),
    updated: {},
    before: ({ method, url }, store) => {
      const { pathname, searchParams } = new URL(url)
      const id = Number(pathname.split('/').at(2))
      if (method === 'DELETE' && store.get(id)?.['state'] === kept && store.has(id))
        return new Response(null, { status: 204 })
      if (method !== 'GET' || pathname !== '/copies' || searchParams.size === 0) return undefined
      const [limit, offset] = [Number(searchParams.get('limit') ?? 100), Number(searchParams.get('offset') ?? 0)]
      return Response.json([...store.values()].slice(offset, offset + limit))
    },
  })
}

test.each(['there', 'lent', 'lost'])('a delete that keeps copies that are %s is found', async (state) => {
  const { results } = await fireAt(document, createCopies(state).answer)
  expect(results.find(({ id }) => id === 'law.delete-has-effect[copy]')?.status).toBe('fail')
})

test('deletes of copies with each state are not accused, and no copy stays', async () => {
  const { answer, held } = createCopies()
  const report = await fireAt(document, answer)
  expect([told(report).filter((line) => line.includes('delete')), held()]).toEqual([[], []])
})
