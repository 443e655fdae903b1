import { expect, test } from 'vitest'
import { readWritten } from '../document/written.test-support.ts'
import { fireAt } from './fire-at.test-support.ts'

/** Payments, which nothing deletes. */
const PAYMENTS = `openapi: 3.1.0
info: { title: payments, version: '1' }
paths:
  /payments:
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: &payment { $ref: '#/components/schemas/Payment' } } } } } } }
    post:
      requestBody: { required: true, content: { application/json: { schema: *payment } } }
      responses: { '201': &one { description: one, content: { application/json: { schema: *payment } } }, '400': &no { description: refused }, '415': *no }
  /payments/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
components:
  schemas:
    Payment: { type: object, required: [ purpose ], properties: { id: { type: integer, readOnly: true }, purpose: { type: string, minLength: 1, maxLength: 40 } } }
`

const { document } = readWritten({ 'payments.yaml': PAYMENTS })

/** Fires the laws at a server of payments, which may cut the purpose of each. */
async function fire(more: { readonly mayLeave?: () => boolean; readonly cuts?: boolean } = {}) {
  const payments: { readonly id: number; readonly purpose: string }[] = []
  const handle = async (request: Request): Promise<Response> => {
    const id = new URL(request.url).pathname.split('/')[2]
    if (id !== undefined && request.method !== 'GET')
      return Response.json({}, { status: 405, headers: { Allow: 'GET, HEAD' } })
    const found = payments.find((one) => String(one.id) === id)
    if (id !== undefined) return Response.json(found ?? {}, { status: found === undefined ? 404 : 200 })
    if (request.method === 'GET') return Response.json(payments)
    if (request.headers.get('content-type') !== 'application/json') return Response.json({}, { status: 415 })
    const { purpose } = (await request.json().catch(() => ({}))) as { readonly purpose?: unknown }
    if (typeof purpose !== 'string' || purpose === '' || Array.from(purpose).length > 40)
      return Response.json({}, { status: 400 })
    const payment = { id: payments.length + 1, purpose: more.cuts === true ? purpose.slice(0, 3) : purpose }
    payments.push(payment)
    return Response.json(payment, { status: 201 })
  }
  const { mayLeave } = more
  const report = await fireAt(document, handle, mayLeave === undefined ? {} : { mayLeave })
  return { report, payments }
}

test('members that nothing deletes are created where they may stay, and are counted', async () => {
  const { report, payments } = await fire({ mayLeave: () => true })
  expect(payments.length).toBeGreaterThan(10)
  expect([report.verdict, report.reason, report.leftBehind]).toEqual(['conforms', undefined, undefined])
  expect(report.notes).toContain(`${payments.length} members of payment stayed on the target, as --leave allows`)
})

test('a fault of such a resource is found', async () => {
  const { report } = await fire({ mayLeave: () => true, cuts: true })
  const failed = report.results.flatMap(({ id, status }) => (status === 'fail' ? [id] : []))
  expect(failed).toContain('law.create-shows-member[payment]')
})

test('without the consent, the run creates none and says how to allow it', async () => {
  const { report, payments } = await fire()
  expect(payments).toEqual([])
  const skipped = report.results.find(({ id }) => id === 'law.read-equals-write[payment]')
  expect(skipped?.reason).toBe(
    'the contract does not say how a member is deleted, so the run creates none; --leave payment lets its members stay',
  )
})
