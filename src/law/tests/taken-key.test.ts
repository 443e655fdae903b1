import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import type { Values } from './crud.test-support.ts'
import { fireAt } from './fire-at.test-support.ts'

const { document } = readWritten({
  'racks.yaml': `
openapi: 3.1.0
info: { title: Racks, version: 1.0.0 }
paths:
  /racks:
    get: { responses: { '200': { content: { application/json: { schema: { type: array, items: &rack { $ref: '#/components/schemas/Rack' } } } } } } }
    post:
      requestBody: { content: { application/json: { schema: *rack } } }
      responses: { '201': &one { content: { application/json: { schema: *rack } } }, '409': {} }
  /racks/{name}:
    parameters: [{ name: name, in: path, required: true, schema: { type: string } }]
    get: { responses: { '200': *one } }
    patch:
      description: With another \`name\`, the rack is renamed.
      requestBody: { content: { application/merge-patch+json: { schema: *rack } } }
      responses: { '200': *one, '409': {} }
    delete: { responses: { '204': {} } }
components:
  schemas:
    Rack: { type: object, required: [name, room], properties: { name: { type: string }, room: { type: string } } }
`,
})

type Kind = 'keeps names' | 'renames' | 'renames over others' | 'renames others away' | 'loses rooms'

/** A server of racks, which a PATCH may rename. */
function serve(kind: Kind): (request: Request) => Promise<Response> {
  const racks = new Map<string, Values>()
  const shown = (rack: Values): Values => (kind === 'loses rooms' ? { ...rack, room: 'none' } : rack)
  const patch = (name: string, before: Values, body: Values): Response => {
    const next = kind === 'keeps names' ? name : typeof body['name'] === 'string' ? body['name'] : name
    if (next !== name && racks.has(next) && kind !== 'loses rooms') {
      if (kind === 'renames') return new Response(null, { status: 409 })
      if (kind === 'renames others away') racks.delete(next)
      if (kind === 'renames others away') return new Response(null, { status: 409 })
    }
    racks.delete(name)
    racks.set(next, { ...before, ...body, name: next })
    return Response.json(shown(racks.get(next) ?? {}))
  }
  return async (request) => {
    const name = decodeURIComponent(new URL(request.url).pathname.split('/')[2] ?? '')
    const found = racks.get(name)
    const body = async (): Promise<Values> => (await request.json()) as Values
    if (request.method === 'POST') {
      const rack = await body()
      const key = String(rack['name'])
      if (racks.has(key)) return new Response(null, { status: 409 })
      racks.set(key, rack)
      return Response.json(shown(rack), { status: 201 })
    }
    if (name === '') return Response.json([...racks.values()].map(shown))
    if (found === undefined) return new Response(null, { status: 404 })
    if (request.method === 'PATCH') return patch(name, found, await body())
    if (request.method !== 'DELETE') return Response.json(shown(found))
    racks.delete(name)
    return new Response(null, { status: 204 })
  }
}

test.each<[Kind, string, RegExp]>([
  ['keeps names', 'pass', /^$/],
  ['renames', 'pass', /^$/],
  [
    'renames over others',
    'fail',
    /^expected the other member as it was created after an update of \w+ with the key of/,
  ],
  ['renames others away', 'fail', /answered 409: expected 2xx for a read of the member, got 404/],
  ['loses rooms', 'pass', /^$/],
])('at an update with the key of another member, a server %s', async (kind, status, message) => {
  const id = 'law.keys-stay[rack]'
  const report = await fireAt(document, serve(kind), { selects: (one) => one === id })
  const [found] = report.results
  expect([found?.status, found?.reason ?? found?.findings[0]?.message ?? '']).toEqual([
    status,
    expect.stringMatching(message),
  ])
})
