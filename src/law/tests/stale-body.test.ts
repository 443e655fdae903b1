import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { isObject } from '../../json/pointer.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Pages whose updates have the version that was read, in their body. */
const DOCUMENT = `openapi: 3.1.0
info: { title: files, version: '1' }
paths:
  /files:
    post: { requestBody: { required: true, content: { application/json: { schema: { type: object, required: [ name ], properties: { name: { type: string, minLength: 1 } } } } } }, responses: { '201': &one { description: one, content: { application/json: { schema: &file { $ref: '#/components/schemas/File' } } } }, '400': &no { description: refused } } }
  /files/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': { description: one, headers: { ETag: { schema: { type: string } } }, content: { application/json: { schema: *file } } }, '304': { description: not modified }, '404': *no } }
    put: { requestBody: { required: true, content: { application/json: { schema: { type: object, required: [ name, version ], properties: { name: { type: string, minLength: 1 }, version: { type: integer } } } } } }, responses: { '200': *one, '400': *no, '404': *no, '409': *no } }
    delete: { responses: { '204': { description: gone }, '404': *no } }
components:
  schemas:
    File: { type: object, required: [ id, name, version ], properties: { id: { type: integer }, name: { type: string }, version: { type: integer } } }
`

const { document } = readWritten({ 'files.yaml': DOCUMENT })

interface File {
  readonly id: number
  readonly name: string
  readonly version: number
}

function createFiles(
  deviation: 'none' | 'takes-any-version' | 'constant-tag' | 'stores-one-name',
): (request: Request) => Promise<Response> {
  const store = new Map<number, File>()
  let last = 0
  return async (request) => {
    const [, , own] = new URL(request.url).pathname.split('/')
    const sent: unknown = await request.json().catch(() => null)
    const file = store.get(Number(own))
    if (own !== undefined && file === undefined) return Response.json({}, { status: 404 })
    if (request.method === 'DELETE') return new Response(null, { status: store.delete(Number(own)) ? 204 : 404 })
    if (request.method === 'GET' && file !== undefined) {
      const headers = { ETag: `"${file.id}.${deviation === 'constant-tag' ? 0 : file.version}"` }
      const isKnown = request.headers.get('if-none-match') === headers.ETag
      return isKnown ? new Response(null, { status: 304, headers }) : Response.json(file, { headers })
    }
    if (!isObject(sent) || typeof sent['name'] !== 'string' || sent['name'] === '')
      return Response.json({}, { status: 400 })
    if (file !== undefined && !Number.isInteger(sent['version'])) return Response.json({}, { status: 400 })
    const isStale = file !== undefined && sent['version'] !== file.version
    if (isStale && deviation !== 'takes-any-version') return Response.json({}, { status: 409 })
    if (file !== undefined && deviation === 'stores-one-name') return Response.json(file)
    const id = file?.id ?? (last += 1)
    store.set(id, { id, name: sent['name'], version: (file?.version ?? 0) + 1 })
    return Response.json(store.get(id), { status: file === undefined ? 201 : 200 })
  }
}

const ID = 'law.stale-body-is-refused[file]'

test.each([
  ['none', []],
  ['takes-any-version', ['fail law.concurrent-versioned-updates[file]', `fail ${ID}`]],
  ['constant-tag', ['fail law.not-modified-is-current[file]', 'fail law.tags-tell-states-apart[file]']],
] as const)('a server with versions in bodies: %s', async (deviation, expected) => {
  const report = await fireAt(document, createFiles(deviation))
  expect(told(report).filter((one) => one.startsWith('fail'))).toEqual(expected)
  expect(report.results.find(({ id }) => id === 'law.update-shows[file]')?.status).toBe('pass')
})

test('an update that changes nothing leaves the version as it is, so that a second one is not stale', async () => {
  const report = await fireAt(document, createFiles('stores-one-name'), { selects: (id) => id === ID })
  expect(report.results.find(({ id }) => id === ID)).toMatchObject({ status: 'skip' })
})

test('an update that lacks the version which its body must have is sent again with it', async () => {
  const text = DOCUMENT.replace('put: {', 'put: { description: What is left out stays as it is.,')
  const merging = readWritten({ 'files.yaml': text }).document
  const ids = ['law.merge-leaves-the-rest[file]', 'law.invalid-update-is-refused[file]']
  const { results } = await fireAt(merging, createFiles('none'), { selects: (id) => ids.includes(id) })
  for (const id of ids) expect(results.find((one) => one.id === id)?.status).toBe('pass')
})
