import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { isObject } from '../../json/pointer.ts'
import { fireAt } from './fire-at.test-support.ts'

/** The contract of firms, whose country has a description. */
function contractWith(country: string): ReturnType<typeof readWritten>['document'] {
  return readWritten({
    'firms.yaml': `openapi: 3.1.0
info: { title: firms, version: '1' }
paths:
  /firms:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Firm' } } } } } } }
    post:
      requestBody: { required: true, content: { application/json: { schema: &firm { $ref: '#/components/schemas/Firm' } } } }
      responses: { '201': &one { description: one, content: { application/json: { schema: *firm } } }, '400': &no { description: refused } }
  /firms/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    patch:
      description: Properties that are left out stay as they are.
      requestBody: { required: true, content: { application/json: { schema: { type: object, properties: { country: &country { type: string, enum: [ DE, FR, IT ], description: '${country}' }, vatId: &vat { type: string, maxLength: 60 } } } } } }
      responses: { '200': *one, '400': *no, '404': *no }
    delete: { responses: { '204': { description: gone }, '404': *no } }
components:
  schemas:
    Firm: { type: object, required: [ country ], properties: { id: { type: integer, readOnly: true }, country: *country, vatId: *vat } }
`,
  }).document
}

/** The status of the law at a server that clears the VAT id of a firm whose country changes. */
async function statusWith(country: string): Promise<string | undefined> {
  const firms = new Map<number, Readonly<Record<string, unknown>>>()
  let next = 1
  const report = await fireAt(contractWith(country), async (request) => {
    const id = Number(new URL(request.url).pathname.split('/')[2])
    const found = firms.get(id)
    if (request.method === 'GET' && Number.isNaN(id)) return Response.json([...firms.values()])
    if (!Number.isNaN(id) && found === undefined) return Response.json({}, { status: 404 })
    if (request.method === 'GET') return Response.json(found)
    if (request.method === 'DELETE') return new Response(null, { status: firms.delete(id) ? 204 : 404 })
    const sent: unknown = await request.json().catch(() => null)
    if (!isObject(sent)) return Response.json({}, { status: 400 })
    const { vatId: _cleared, ...others } = found ?? {}
    const isMoved = sent['country'] !== undefined && sent['country'] !== found?.['country']
    const firm = { ...(isMoved ? others : found), ...sent, id: found?.['id'] ?? next }
    if (found === undefined) next += 1
    firms.set(firm.id as number, firm)
    return Response.json(firm, { status: found === undefined ? 201 : 200 })
  })
  return report.results.find(({ id }) => id === 'law.histories-keep-the-state[firm]')?.status
}

test.each([
  ['Country of the seat. A change of the country clears the VAT id.', 'pass'],
  ['Country of the seat.', 'fail'],
  ['Country of the seat. Stored in upper case.', 'fail'],
])('a server that clears a property with another one, whose description is "%s": %s', async (country, status) => {
  expect(await statusWith(country)).toBe(status)
})
