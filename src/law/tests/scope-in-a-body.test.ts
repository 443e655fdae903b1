import { expect, test } from 'vitest'
import { isObject } from '../../json/pointer.ts'
import { readWritten } from '../../document/written.test-support.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Zones, whose bodies name an account, with records below them. Files of an account make it a scope. */
const ZONES = `openapi: 3.1.0
info: { title: zones, version: '1' }
paths:
  /zones:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: &zone { type: object, required: [ name, account ], properties: { id: { type: string, readOnly: true }, name: { type: string, pattern: '^[a-z0-9]+(\\.[a-z0-9]+)+$', maxLength: 60 }, account: { type: object, required: [ id ], properties: { id: { type: string, maxLength: 32 } } }, plan: { type: object, properties: { code: { type: string } } } } } } } } } } }
    post:
      requestBody: { required: true, content: { application/json: { schema: *zone, example: { name: example.com, account: { id: acme }, plan: { code: basic } } } } }
      responses: { '201': &one { description: one, content: { application/json: { schema: *zone } } }, '400': &no { description: refused }, '403': *no }
  /zones/{zoneId}:
    parameters: [ &zoneId { name: zoneId, in: path, required: true, schema: { type: string } } ]
    get: { responses: { '200': *one, '404': *no } }
    delete: { responses: { '204': { description: gone }, '404': *no } }
  /zones/{zoneId}/records:
    parameters: [ *zoneId ]
    post:
      requestBody: { required: true, content: { application/json: { schema: &record { type: object, required: [ content ], properties: { id: { type: string, readOnly: true }, content: { type: string } } } } } }
      responses: { '201': &entry { description: one, content: { application/json: { schema: *record } } }, '400': *no, '404': *no }
  /zones/{zoneId}/records/{recordId}:
    parameters: [ *zoneId, { name: recordId, in: path, required: true, schema: { type: string } } ]
    get: { responses: { '200': *entry, '404': *no } }
    delete: { responses: { '204': { description: gone }, '404': *no } }
  /accounts/{account_id}/files/{name}:
    parameters: [ { name: account_id, in: path, required: true, schema: { type: string } }, { name: name, in: path, required: true, schema: { type: string } } ]
    get: { responses: { '200': &file { description: one, content: { application/json: { schema: { type: object, properties: { name: { type: string } } } } } }, '404': *no } }
    put: { requestBody: { required: true, content: { application/json: { schema: { type: object, properties: { name: { type: string } } } } } }, responses: { '201': *file, '404': *no } }
    delete: { responses: { '204': { description: gone }, '404': *no } }
`

const { document } = readWritten({ 'zones.yaml': ZONES })

/** Laws about methods that this server does not answer as they ask. */
const UNTOLD = /law\.(?:head-is-like-get|unsupported-methods)/

type Member = Readonly<Record<string, unknown>>
const refuse = (status: number, detail = 'refused'): Response => new Response(detail, { status })

/** `mixed`: a record is read below each zone. `plans`: a zone needs the plan of the example. `closed`: no zone is made. */
type Kind = 'right' | 'mixed' | 'plans' | 'closed'

/** Fires the laws at zones of one account. */
async function fire(
  kind: Kind = 'right',
): Promise<{ readonly seen: readonly string[]; readonly why: readonly string[] }> {
  const zones = new Map<string, Member>()
  const records = new Map<string, Member & { readonly zone: string }>()
  let count = 0
  const handleZones = (request: Request, sent: Member, id = ''): Response => {
    if (request.method === 'GET') return id === '' ? Response.json([...zones.values()]) : Response.json(zones.get(id))
    if (request.method === 'DELETE') {
      for (const [key, record] of records) if (record.zone === id) records.delete(key)
      return zones.delete(id) ? new Response(null, { status: 204 }) : refuse(404)
    }
    const { name, account, plan } = sent as { name?: unknown; account?: { id?: unknown }; plan?: unknown }
    if (typeof name !== 'string' || name.length > 60 || !/^[a-z0-9]+(\.[a-z0-9]+)+$/.test(name)) return refuse(400)
    if (typeof account?.id !== 'string') return refuse(400)
    if (plan !== undefined && (!isObject(plan) || !['string', 'undefined'].includes(typeof plan['code'])))
      return refuse(400)
    if (account.id !== 'acme') return refuse(403)
    if (!(isObject(plan) && plan['code'] === 'basic') && (kind === 'plans' || kind === 'closed')) return refuse(403)
    if (kind === 'closed') return refuse(400)
    if ([...zones.values()].some((zone) => zone['name'] === name)) return refuse(400, `${name} already exists`)
    count += 1
    zones.set(`z${count}`, { id: `z${count}`, name, account, ...(plan === undefined ? {} : { plan }) })
    return Response.json(zones.get(`z${count}`), { status: 201 })
  }
  const handle = async (request: Request): Promise<Response> => {
    const [, top, id = '', below, key = ''] = new URL(request.url).pathname.split('/')
    if (!['GET', 'POST', 'DELETE'].includes(request.method)) return refuse(405)
    const media = request.headers.get('content-type') ?? 'application/json'
    if (media !== 'application/json') return refuse(415)
    const sent = (await request.json().catch(() => ({}))) as Member
    if (top === 'accounts') return refuse(404)
    if (id !== '' && !zones.has(id)) return refuse(404)
    if (below === undefined) return handleZones(request, sent, id)
    const record = records.get(key)
    if (request.method === 'POST') {
      if (typeof sent['content'] !== 'string') return refuse(400)
      count += 1
      records.set(`r${count}`, { id: `r${count}`, content: sent['content'], zone: id })
      return Response.json({ id: `r${count}`, content: sent['content'] }, { status: 201 })
    }
    const isHere = record !== undefined && (record.zone === id || (kind === 'mixed' && request.method === 'GET'))
    if (!isHere) return refuse(404)
    if (request.method === 'GET') return Response.json({ id: key, content: record['content'] })
    records.delete(key)
    return new Response(null, { status: 204 })
  }
  const report = await fireAt(document, handle, { scopes: { account: 'acme' } })
  expect([report.leftBehind, zones.size]).toEqual([undefined, 0])
  return { seen: told(report), why: report.results.flatMap(({ reason }) => reason ?? []) }
}

test('a body names the scope that the caller has bound, and no law puts another one there', async () => {
  const { seen, why } = await fire()
  expect(seen.filter((one) => /\[(?:zone|record)\]/.test(one) && !UNTOLD.test(one))).toEqual([])
  expect(why.filter((one) => one.startsWith('no zone'))).toEqual([])
})

test('a record that is read below another zone is found', async () => {
  const { seen } = await fire('mixed')
  expect(seen).toContain('fail law.children-stay-with-their-parent[record]')
})

test('an example is sent again with another name where a member has that of the example', async () => {
  const { why } = await fire('plans')
  expect(why.filter((one) => one.startsWith('no zone'))).toEqual([])
})

test('a resource of which no member can be made tells each status of the refusals, the first one first', async () => {
  const { why } = await fire('closed')
  expect(why).toContain('no zone could be made: POST /zones was answered 403, and 400 for other bodies')
})
