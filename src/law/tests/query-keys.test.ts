import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { isObject } from '../../json/pointer.ts'
import { fireAt, told } from './fire-at.test-support.ts'
import { jsonIn } from './json-in.test-support.ts'

/** Lamps that a caller names in the query. @param words what the create says of deleted lamps */
function documentWhere(words: string): ReturnType<typeof readWritten>['document'] {
  return readWritten({
    'lamps.yaml': `openapi: 3.1.0
info: { title: lamps, version: '1' }
paths:
  /v1/lamps:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: object, properties: { lamps: { type: array, items: { $ref: '#/components/schemas/Lamp' } } } } } } } } }
    post:
      description: Creates a lamp. ${words}
      parameters: [ { name: lampId, in: query, description: The id to use for the lamp., schema: { type: string, pattern: '^[a-z][a-z0-9-]{0,40}$' } } ]
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Lamp' } } } }
      responses: { '200': &one { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Lamp' } } } }, '400': &no { description: refused }, '409': *no }
  /v1/lamps/{lamp}:
    parameters: [ { name: lamp, in: path, required: true, schema: { type: string } } ]
    get: { responses: { '200': *one, '404': *no } }
    delete: { responses: { '200': { description: gone }, '404': *no } }
components:
  schemas:
    Lamp: { type: object, required: [ room ], properties: { name: { type: string, readOnly: true, example: lamps/7 }, uid: { type: string, format: uuid, readOnly: true, description: A new lamp under the name of an old one has another uid. }, room: { type: string, minLength: 1, maxLength: 40 } } }
`,
  }).document
}

type Fault = 'none' | 'takes-any-id' | 'takes-an-old-id' | 'keeps-the-uid'

function createLamps(fault: Fault, isKept: boolean): (request: Request) => Promise<Response> {
  const lamps = new Map<string, Readonly<Record<string, unknown>>>()
  const old = new Map<string, unknown>()
  return async (request) => {
    const { pathname, searchParams } = new URL(request.url)
    const [, , , key] = pathname.split('/')
    const sent = jsonIn(await request.text())
    if (key === undefined && request.method === 'GET') return Response.json({ lamps: [...lamps.values()] })
    if (key === undefined) {
      const id = searchParams.get('lampId') ?? `l${randomUUID().slice(0, 8)}`
      const isRoom = isObject(sent) && typeof sent['room'] === 'string' && sent['room'] !== ''
      if (!isRoom || (!/^[a-z][a-z0-9-]{0,40}$/.test(id) && fault !== 'takes-any-id'))
        return Response.json({}, { status: 400 })
      if (lamps.has(id) || (isKept && old.has(id) && fault !== 'takes-an-old-id'))
        return Response.json({}, { status: 409 })
      const uid = (fault === 'keeps-the-uid' ? old.get(id) : undefined) ?? randomUUID()
      lamps.set(id, { room: sent['room'], name: `lamps/${id}`, uid })
      return Response.json(lamps.get(id))
    }
    const lamp = lamps.get(key)
    if (lamp === undefined) return Response.json({}, { status: 404 })
    if (request.method === 'GET') return Response.json(lamp)
    lamps.delete(key)
    old.set(key, lamp['uid'])
    return Response.json({})
  }
}

async function fire(fault: Fault, isKept = false) {
  const words = isKept ? 'The id of a deleted lamp stays taken.' : ''
  const report = await fireAt(documentWhere(words), createLamps(fault, isKept), {
    selects: (id) => id.startsWith('law.query-'),
  })
  expect(report.leftBehind).toBe(undefined)
  return [told(report), report.results.filter(({ status, id }) => status === 'skip' && id.includes('key')).length]
}

test('keys in the query are held to their schema, and are free or taken after a delete', async () => {
  expect(await fire('none')).toEqual([[], 0])
  expect(await fire('none', true)).toEqual([[], 0])
  expect(await fire('takes-any-id')).toEqual([['fail law.query-key-is-checked[lamp]'], 0])
  expect(await fire('keeps-the-uid')).toEqual([['fail law.query-key-after-delete[lamp]'], 0])
  expect(await fire('takes-an-old-id', true)).toEqual([['fail law.query-key-after-delete[lamp]'], 0])
})
