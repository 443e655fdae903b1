import { expect, test } from 'vitest'
import { documentOf, ref, TEXT } from '../../resource/document.test-support.ts'
import { fireAt } from './fire-at.test-support.ts'

const ITEM = { type: 'object', required: ['note'], properties: { key: TEXT, note: TEXT } }
const DOCUMENT = documentOf(
  {
    'GET /items': { answers: { 200: { type: 'array', items: ref('Item') } } },
    'GET /items/{key}': { answers: { 200: ref('Item'), 404: {} } },
    'PUT /items/{key}': { body: ref('Item'), answers: { 200: ref('Item') } },
    'DELETE /items/{key}': { answers: { 204: undefined, 404: {} } },
  },
  { Item: ITEM },
)

/** Items by a key that the client names in the path. @param keyOf how a server reads the segment of a path */
async function fire(keyOf: (segment: string) => string): Promise<readonly string[]> {
  const items = new Map<string, object>()
  const handler = async (request: Request): Promise<Response> => {
    const [, , segment] = new URL(request.url).pathname.split('/')
    if (segment === undefined) return Response.json([...items.values()])
    const key = keyOf(segment)
    if (request.method === 'PUT') items.set(key, { ...((await request.json()) as object), key })
    const item = items.get(key)
    if (item === undefined) return new Response(null, { status: 404 })
    if (request.method === 'DELETE') items.delete(key)
    return request.method === 'DELETE' ? new Response(null, { status: 204 }) : Response.json(item)
  }
  const { results } = await fireAt(DOCUMENT, handler, { selects: (id) => id.startsWith('law.special-keys-work') })
  expect(items.size).toBe(0)
  return results.map(({ status, findings }) => [status, ...findings.map(({ message }) => message)].join(': '))
}

test('a key in the path that needs escapes names its member', async () => {
  expect(await fire(decodeURIComponent)).toEqual(['pass'])
})

test('a server that keeps the escapes of a key in the path is told', async () => {
  const [told = ''] = await fire((segment) => segment)
  expect(told).toMatch(/^warn: expected "w\w{9} k" at \/key, got "w\w{9}%20k"/)
})
