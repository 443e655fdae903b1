import { expect, test } from 'vitest'
import { readWritten } from '../../document/written.test-support.ts'
import { createCrud } from './crud.test-support.ts'
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
  const [note = ''] = report.notes ?? []
  const [, paths = '', more] =
    /^\d+ members of payment \((.*) and (\d+) more\) stayed on the target, as --leave allows$/.exec(note) ?? []
  expect(paths.split(', ')).toHaveLength(5)
  expect(paths).toMatch(/^(\/payments\/\d+(, )?)+$/)
  expect(Number(more) + 5).toBe(payments.length)
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
  expect([report.verdict, report.reason]).toEqual([
    'inconclusive',
    'not verified at payment, without --leave payment; no law that writes could be checked',
  ])
})

test('members below one that nothing deletes are made where it may stay, and the verdict names them where it may not', async () => {
  const refunds = PAYMENTS.replace(
    'components:',
    `  /payments/{id}/refunds:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    post:
      requestBody: { required: true, content: { application/json: { schema: *payment } } }
      responses: { '201': *one, '400': *no, '404': *no }
  /payments/{id}/refunds/{refundId}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } }, { name: refundId, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
    delete: { responses: { '204': { description: gone }, '404': *no } }
components:`,
  )
  const all = new Map<string, { readonly id: number; readonly purpose: string }>()
  const below = readWritten({ 'payments.yaml': refunds }).document
  const handle = async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url)
    const parent = /^\/payments\/\d+(?=\/refunds)/.exec(pathname)?.[0]
    if (parent !== undefined && !all.has(parent)) return Response.json({}, { status: 404 })
    if (request.method === 'GET' && pathname === '/payments') return Response.json([...all.values()].slice(0, 1))
    if (request.method === 'GET')
      return Response.json(all.get(pathname) ?? {}, { status: all.has(pathname) ? 200 : 404 })
    if (request.method === 'DELETE') return new Response(null, { status: all.delete(pathname) ? 204 : 404 })
    const { purpose } = (await request.json().catch(() => ({}))) as { readonly purpose?: unknown }
    if (typeof purpose !== 'string' || purpose === '' || Array.from(purpose).length > 40)
      return Response.json({}, { status: 400 })
    const made = { id: all.size + 1, purpose }
    all.set(`${pathname}/${made.id}`, made)
    return Response.json(made, { status: 201 })
  }
  const read = 'law.read-equals-write[refund]'
  const run = async (mayLeave: () => boolean) => {
    const report = await fireAt(below, handle, { mayLeave })
    return [report.results.find(({ id }) => id === read)?.status, report.reason]
  }
  expect(await run(() => false)).toEqual([
    'skip',
    'not verified at payment, refund, without --leave payment; no law that writes could be checked',
  ])
  expect(await run(() => true)).toEqual(['pass', undefined])
})

/** Payers, whom no one can delete as long as a payment names them. */
const PAYERS = PAYMENTS.replace(
  'components:',
  `  /payers:
    post:
      requestBody: { required: true, content: { application/json: { schema: &payer { $ref: '#/components/schemas/Payer' } } } }
      responses: { '201': &made { description: one, content: { application/json: { schema: *payer } } }, '400': *no }
  /payers/{id}:
    parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *made, '404': *no } }
    delete: { responses: { '204': { description: gone }, '404': *no, '409': { description: a payment names it } } }
components:`,
)
  .replace(
    'required: [ purpose ], properties: {',
    'required: [ purpose, payerId ], properties: { payerId: { type: integer },',
  )
  .concat(
    '    Payer: { type: object, required: [ name ], properties: { id: { type: integer, readOnly: true }, name: { type: string, minLength: 1 } } }\n',
  )

test('a member whose delete conflicts with one that stays is left too, and counted', async () => {
  const stores = { payments: new Map<number, object>(), payers: new Map<number, object>() }
  let last = 0
  const handle = async (request: Request): Promise<Response> => {
    const [, name = '', id] = new URL(request.url).pathname.split('/')
    const store = stores[name as keyof typeof stores] as Map<number, object> | undefined
    if (store === undefined || (id !== undefined && !store.has(Number(id)))) return Response.json({}, { status: 404 })
    if (request.method === 'GET') return Response.json(id === undefined ? [...store.values()] : store.get(Number(id)))
    if (request.method === 'DELETE') {
      const isNamed = [...stores.payments.values()].some((one) => 'payerId' in one && one.payerId === Number(id))
      if (isNamed || name === 'payments') return Response.json({}, { status: isNamed ? 409 : 405 })
      store.delete(Number(id))
      return new Response(null, { status: 204 })
    }
    const body = (await request.json().catch(() => ({}))) as Readonly<Record<string, unknown>>
    const isPayer = name === 'payers' && typeof body['name'] === 'string' && body['name'] !== ''
    const isPayment = typeof body['purpose'] === 'string' && stores.payers.has(Number(body['payerId']))
    if (!isPayer && !isPayment) return Response.json({}, { status: 400 })
    const made = { ...body, id: (last += 1) }
    store.set(made.id, made)
    return Response.json(made, { status: 201 })
  }
  const { document: payers } = readWritten({ 'payers.yaml': PAYERS })
  // Nothing is waited for.
  const clock = { now: () => performance.now(), sleep: () => Promise.resolve() }
  const report = await fireAt(payers, handle, { mayLeave: () => true, clock })
  expect([report.reason, report.leftBehind]).toEqual([undefined, undefined])
  expect(stores.payers.size).toBeGreaterThan(0)
  expect(report.notes?.join()).toMatch(/\d members? of payer \(.*\) stayed on the target, as --leave allows/)
  const strict = await fireAt(payers, handle, { mayLeave: (name) => name === 'payment', clock })
  expect(strict.leftBehind?.join()).toContain('payer at /payers/')
})

/** Boxes that can be deleted, with notes that go with their box alone. */
const NOTES = PAYMENTS.replaceAll('/payments', '/boxes').replace(
  'components:',
  `    delete: { responses: { '204': { description: gone }, '404': *no } }
  /boxes/{id}/notes:
    parameters: [ &box { name: id, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': { description: all, content: { application/json: { schema: { type: array, items: *payment } } } }, '404': *no } }
    post: { requestBody: { required: true, content: { application/json: { schema: *payment } } }, responses: { '201': *one, '400': *no, '404': *no } }
  /boxes/{id}/notes/{noteId}:
    parameters: [ *box, { name: noteId, in: path, required: true, schema: { type: integer } } ]
    get: { responses: { '200': *one, '404': *no } }
components:`,
)

/** Fires the laws at boxes, whose delete may leave their notes. */
async function fireBoxes(leaves = false) {
  const all = new Map<string, { readonly id: number; readonly purpose: string }>()
  let last = 0
  const handle = async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url)
    const box = /^\/boxes\/\d+(?=\/notes)/.exec(pathname)?.[0]
    if (!leaves && box !== undefined && !all.has(box)) return Response.json({}, { status: 404 })
    const below = [...all].filter(([path]) => path.startsWith(`${pathname}/`))
    if (request.method === 'GET' && pathname.endsWith('s'))
      return Response.json(below.filter(([path]) => /^\/\d+$/.test(path.slice(pathname.length))).map(([, one]) => one))
    if (request.method === 'GET')
      return Response.json(all.get(pathname) ?? {}, { status: all.has(pathname) ? 200 : 404 })
    if (request.method === 'DELETE') {
      for (const [path] of leaves ? [] : below) all.delete(path)
      return new Response(null, { status: all.delete(pathname) ? 204 : 404 })
    }
    const { purpose } = (await request.json().catch(() => ({}))) as { readonly purpose?: unknown }
    if (typeof purpose !== 'string' || purpose === '' || Array.from(purpose).length > 40)
      return Response.json({}, { status: 400 })
    last += 1
    all.set(`${pathname}/${last}`, { id: last, purpose })
    return Response.json({ id: last, purpose }, { status: 201 })
  }
  const report = await fireAt(readWritten({ 'boxes.yaml': NOTES }).document, handle)
  return { report, left: all.size }
}

test('a member without a delete of its own goes with the parent that the run has made', async () => {
  const { report, left } = await fireBoxes()
  const reasons = report.results.flatMap(({ reason }) =>
    reason?.includes('could not be removed') === true ? [reason] : [],
  )
  expect([reasons, report.leftBehind, left]).toEqual([[], undefined, 0])
  expect(report.results.find(({ id }) => id === 'law.histories-keep-the-state[note]')?.status).not.toBe('inconclusive')
  expect(report.results.find(({ id }) => id === 'law.deleted-parent-takes-children[note]')?.status).toBe('pass')
})

test('a member that outlives its parent is named as left behind', async () => {
  const { report } = await fireBoxes(true)
  expect(report.leftBehind).toContainEqual(expect.stringContaining('the document has no operation that deletes it'))
})

/** Notes whose deletes are refused with a status. */
async function fireKept(status: number) {
  const notes = createCrud({
    path: '/payments',
    isValid: ({ purpose }) => typeof purpose === 'string' && purpose !== '' && Array.from(purpose).length <= 40,
    updated: {},
    before: ({ method }) => (method === 'DELETE' ? new Response(null, { status }) : undefined),
  })
  const deletable = PAYMENTS.replace(
    'components:',
    "    delete: { responses: { '204': { description: gone }, '404': *no } }\ncomponents:",
  )
  await fireAt(readWritten({ 'payments.yaml': deletable }).document, notes.answer)
  return notes.held().length
}

test('no more members are made after three deletes that are refused as conflicts, though nothing else is there', async () => {
  expect([await fireKept(409), await fireKept(403)]).toEqual([3, 3])
})
