import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { isObject } from '../../json/pointer.ts'
import { fireAt, told } from './fire-at.test-support.ts'

/** Zones whose texts have a form that the document shows by examples alone: in a property, in its default, and in the media type. */
const ZONES = `openapi: 3.0.3
info: { title: zones, version: '1' }
paths:
  /zones:
    get: { operationId: listZones, responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Zone' } } } } } } }
    post:
      operationId: createZone
      requestBody: { required: true, content: { application/json: { example: { color: F5A623 }, schema: { $ref: '#/components/schemas/NewZone' } } } }
      responses: { '201': &one { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Zone' } } } }, '422': &no { description: refused } }
  /zones/{zoneId}:
    parameters: [ { name: zoneId, in: path, required: true, schema: { type: integer } } ]
    get: { operationId: readZone, responses: { '200': *one, '404': *no } }
    put: { operationId: replaceZone, requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/NewZone' } } } }, responses: { '200': *one, '404': *no, '422': *no } }
    delete: { operationId: deleteZone, responses: { '204': *no, '404': *no } }
components:
  schemas:
    NewZone:
      type: object
      additionalProperties: false
      required: [ name, color ]
      properties: { name: { type: string, example: example.com }, color: { type: string }, plan: { type: string, default: free } }
    Zone:
      type: object
      required: [ id, name, color ]
      properties: { id: { type: integer, readOnly: true }, name: { type: string }, color: { type: string }, plan: { type: string } }
`

const { document } = readWritten({ 'zones.yaml': ZONES })

const FORMS: Readonly<Record<string, RegExp>> = {
  name: /^[a-z][a-z0-9]*\.com$/,
  color: /^[0-9A-F]{6}$/,
  plan: /^(?:free|pro)$/,
}

/** A server of zones that refuses the first property of another form: by its name, or with no word. */
async function fire({ isSilent = false, loses = '' } = {}) {
  const zones = new Map<number, object>()
  let [last, creates] = [0, 0]
  const report = await fireAt(document, async (request) => {
    const [, , id] = new URL(request.url).pathname.split('/')
    if (id === undefined && /^(?:GET|HEAD)$/.test(request.method)) return Response.json([...zones.values()])
    if (id !== undefined && !zones.has(Number(id))) return new Response(null, { status: 404 })
    if (request.method === 'DELETE') return new Response(null, { status: zones.delete(Number(id)) ? 204 : 404 })
    if (/^(?:GET|HEAD)$/.test(request.method)) return Response.json(zones.get(Number(id)))
    const body: unknown = await request.json().catch(() => undefined)
    creates += request.method === 'POST' && last === 0 ? 1 : 0
    const wrong = wrongIn(body)
    if (wrong !== undefined) return Response.json({ message: isSilent ? 'no' : `${wrong} is invalid` }, { status: 422 })
    const zone = { ...(id === undefined ? { id: (last += 1) } : { id: Number(id) }), ...(isObject(body) ? body : {}) }
    zones.set(zone.id, Object.fromEntries(Object.entries(zone).filter(([name]) => name !== loses)))
    return Response.json(zones.get(zone.id), { status: id === undefined ? 201 : 200 })
  })
  return { report, told: told(report), held: zones.size, creates }
}

function wrongIn(body: unknown): string | undefined {
  if (!isObject(body)) return 'the body'
  const names = new Set([...Object.keys(body), 'name', 'color'])
  return [...names].find((name) => {
    const value = body[name]
    return typeof value !== 'string' || FORMS[name]?.test(value) !== true
  })
}

test.each([[false], [true]])(
  'members are made by the examples of the document; a silent refusal: %s',
  async (isSilent) => {
    const { report, told: found, held } = await fire({ isSilent })
    const passed = report.results.flatMap(({ id, status }) => (status === 'pass' ? [id] : []))
    for (const law of ['read-equals-write', 'update-shows', 'deleted-is-gone'])
      expect(passed).toContain(`law.${law}[zone]`)
    expect(found.filter((one) => one.startsWith('fail'))).toEqual([])
    expect(held).toBe(0)
  },
)

test('properties are tried in the order in which the refusals name them', async () => {
  expect((await fire()).creates).toBe(4)
})

test('a value that is made by an example and lost is told', async () => {
  expect((await fire({ loses: 'color' })).told).toContain('fail law.read-equals-write[zone]')
})
