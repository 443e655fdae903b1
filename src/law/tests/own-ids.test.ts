import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { isObject } from '../../json/pointer.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Crates with an id of the caller's own, and with one that may name what the document does not have. */
const CRATES = `openapi: 3.0.3
info: { title: crates, version: '1' }
paths:
  /crates:
    get: { operationId: listCrates, responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Crate' } } } } } } }
    post:
      operationId: createCrate
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Crate' } } } }
      responses: { '201': &one { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Crate' } } } }, '422': &no { description: refused } }
  /crates/{crateId}:
    parameters: [ { name: crateId, in: path, required: true, schema: { type: integer } } ]
    get: { operationId: readCrate, responses: { '200': *one, '404': *no } }
    delete: { operationId: deleteCrate, responses: { '204': *no, '404': *no } }
components:
  schemas:
    Crate:
      type: object
      required: [ name ]
      properties: { id: { type: integer, readOnly: true }, name: { type: string }, external_id: { type: string }, depot_id: { type: string }, tenant_id: { type: string } }
`

const { document } = readWritten({ 'crates.yaml': CRATES })

async function fire({ loses = '', refuses = '' } = {}) {
  const crates = new Map<number, object>()
  const sent = new Set<string>()
  let last = 0
  const report = await fireAt(document, async (request) => {
    const { method, url } = request
    const id = new URL(url).pathname.split('/')[2]
    if (id !== undefined && !crates.has(Number(id))) return new Response(null, { status: 404 })
    if (method === 'DELETE') return new Response(null, { status: crates.delete(Number(id)) ? 204 : 404 })
    if (method !== 'POST') return Response.json(id === undefined ? [...crates.values()] : crates.get(Number(id)))
    const body: unknown = await request.json().catch(() => undefined)
    if (!isCrate(body)) return new Response(null, { status: 422 })
    for (const name of Object.keys(body)) sent.add(name)
    if (Object.hasOwn(body, refuses)) return Response.json({ message: 'no such member' }, { status: 422 })
    const kept = Object.entries(body).filter(([name]) => name !== loses)
    crates.set((last += 1), { ...Object.fromEntries(kept), id: last })
    return Response.json(crates.get(last), { status: 201 })
  })
  return {
    passed: report.results.flatMap(({ id, status }) => (status === 'pass' ? [id] : [])),
    told: told(report),
    sent,
  }
}

function isText(value: unknown): boolean {
  return typeof value === 'string'
}

function isCrate(body: unknown): body is Readonly<Record<string, string>> {
  return isObject(body) && isText(body['name']) && Object.values(body).every(isText)
}

test('an id whose words name nothing in the document is sent as any text', async () => {
  const { sent, passed } = await fire()
  expect([...sent]).toEqual(expect.arrayContaining(['external_id', 'depot_id']))
  expect([...sent]).not.toContain('tenant_id')
  expect(passed).toContain('law.read-equals-write[crate]')
  expect((await fire({ loses: 'external_id' })).told).toContain('fail law.read-equals-write[crate]')
})

test('a member is made without such an id where the server refuses it', async () => {
  const { told: found, passed } = await fire({ refuses: 'depot_id' })
  expect(passed).toContain('law.read-equals-write[crate]')
  expect(found.filter((one) => one.startsWith('fail'))).toEqual([])
})
