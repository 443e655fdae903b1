import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { fireAt } from './fire-at.test-support.ts'

const { document } = readWritten({
  'values.yaml': `openapi: 3.1.0
info: { title: values, version: '1' }
paths:
  /values/{name}:
    parameters: [ { name: name, in: path, required: true, schema: { type: string, maxLength: 40 } } ]
    get:
      responses:
        '200': { description: one, content: { application/octet-stream: { schema: { type: string, format: binary } } } }
        '404': { description: none }
    put:
      requestBody: { required: true, content: { application/octet-stream: { schema: { type: string, format: binary } } } }
      responses: { '201': { description: stored }, '204': { description: replaced } }
    delete: { responses: { '204': { description: gone }, '404': { description: none } } }
`,
})

/** The findings at a store of values, as `LEVEL LAW: MESSAGE`. `stored` returns the value that a write leaves. */
async function findingsAt(stored: (sent: string, old: string | undefined) => string): Promise<readonly string[]> {
  const values = new Map<string, string>()
  const report = await fireAt(document, async (request) => {
    const key = decodeURIComponent(new URL(request.url).pathname.split('/').at(-1) ?? '')
    const old = values.get(key)
    if (request.method === 'PUT' && key.length <= 40) {
      values.set(key, stored(await request.text(), old))
      return new Response(null, { status: old === undefined ? 201 : 204 })
    }
    if (old === undefined) return new Response(null, { status: 404 })
    if (request.method === 'DELETE') {
      values.delete(key)
      return new Response(null, { status: 204 })
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') return new Response(null, { status: 405 })
    return new Response(request.method === 'HEAD' ? null : old, {
      headers: { 'Content-Type': 'application/octet-stream' },
    })
  })
  expect(values.size).toBe(0)
  return report.results.flatMap(({ findings }) =>
    findings.map(({ level, requirement, message }) => `${level} ${requirement}: ${message}`),
  )
}

test('members that are bytes come back, and a second PUT replaces them', async () => {
  expect((await findingsAt((sent) => sent)).filter((one) => one.startsWith('must'))).toEqual([])
  expect(await findingsAt((sent) => sent.slice(1))).toContainEqual(
    expect.stringMatching(/^must read-equals-write: expected "w\w+", got "\w+"$/),
  )
  expect(await findingsAt((sent, old) => old ?? sent)).toContainEqual(
    expect.stringMatching(/ second-create-of-a-key\S*: expected "w\w+", got "w\w+"$/),
  )
})
