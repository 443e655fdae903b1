import { expect, test } from 'vitest'
import { inferModel } from '../../resource/infer/infer-model.ts'
import { told } from './fire-at.test-support.ts'
import { fireAtYard, lookAtYard, YARD_DOCUMENT } from './yard.test-support.ts'

const LEAVES = { mayLeave: (name: string) => name === 'report' }

test('writes that belong to no resource are actions, and one by PUT only below members of the run', () => {
  const { resources, remarks } = inferModel(YARD_DOCUMENT)
  expect(
    Object.values(resources).map(({ name, within, create, open }) => [
      name,
      within.flatMap((each) => ('resource' in each ? [each.resource] : [])),
      create?.operation,
      Object.keys(open),
    ]),
  ).toEqual([
    ['order', [], 'createOrder', []],
    ['ship', ['order'], 'shipOrder', ['valid-create-is-accepted']],
    ['payment', ['order'], 'payOrder', ['valid-create-is-accepted']],
    ['label', ['order'], 'labelOrder', ['valid-create-is-accepted']],
    ['report', [], 'createReport', []],
    ['search', [], 'searchOrders', ['valid-create-is-accepted']],
  ])
  expect(remarks).toEqual(['PUT /settings, DELETE /caches belong to no resource, so no law is about them'])
})

test('a yard that conforms is not accused, each action has an order of its own, and no order stays', async () => {
  const { report, left, reports } = await fireAtYard(undefined, LEAVES)
  expect(told(report)).toEqual([])
  expect([report.verdict, left]).toEqual(['conforms', []])
  expect(report.notes?.map((note) => note.replace(/ \(.*\)/, ''))).toEqual([
    `${reports} members of report stayed on the target, as --leave allows`,
  ])
  const passed = report.results.flatMap(({ id, status }) => (status === 'pass' ? [id] : []))
  for (const law of ['invalid-create-is-refused', 'unknown-parent-is-not-found', 'no-credentials-are-refused'])
    expect(passed).toContain(`law.${law}[payment]`)
})

test('an action that nothing undoes is sent only where --leave names it', async () => {
  const { report, reports } = await fireAtYard()
  expect(reports).toBe(0)
  const { reason } = report.results.find(({ id }) => id === 'law.invalid-create-is-refused[report]') ?? {}
  expect(reason).toBe('nothing undoes what report does, so the run does not send it; --leave report lets it')
})

test.each([
  ['takes-any-amount', 'fail law.invalid-create-is-refused[payment]'],
  ['takes-any-method', 'fail law.invalid-create-is-refused[payment]'],
  ['takes-words-for-amounts', 'fail law.invalid-create-is-refused[payment]'],
  ['takes-any-day', 'warn law.formats-are-kept[payment]'],
  ['takes-long-labels', 'fail law.invalid-create-is-refused[label]'],
  ['pays-unknown-orders', 'fail law.unknown-parent-is-not-found[payment]'],
  ['pays-for-anybody', 'fail law.no-credentials-are-refused[payment]'],
  ['refuses-cash', 'warn law.boundary-values-come-back[payment]'],
  ['gives-no-receipt', 'fail law.answer-keeps-to-schema[payment]'],
  ['searches-any-state', 'fail law.invalid-create-is-refused[search]'],
  ['fails-at-cash', 'fail law.no-server-error[payment]'],
  ['reports-other-days', 'warn law.create-shows-member[report]'],
] as const)('a yard that %s is found', async (difference, found) => {
  const { report, left } = await fireAtYard(difference, LEAVES)
  expect(told(report)).toContain(found)
  expect(left).toEqual([])
})

test.each([
  ['pays-for-anybody', 'fail'],
  [undefined, 'pass'],
  // Who sees an order may pay for it.
  ['serves-anybody', 'skip'],
] as const)('an action of a stranger at a yard that %s: %s', async (difference, status) => {
  const law = 'law.strangers-are-refused[payment]'
  const stranger = { headers: { 'X-Key': 'two' } }
  const { report, left } = await fireAtYard(difference, {
    principals: { owner: { headers: { 'X-Key': 'one' } }, stranger },
    selects: (id) => id === law,
  })
  expect([report.results.find(({ id }) => id === law)?.status, left]).toEqual([status, []])
})

test('an order that cannot be deleted after an action stays, and the action is sent once', async () => {
  const { report, left } = await fireAtYard('keeps-shipped')
  expect([told(report), report.verdict, report.leftBehind]).toEqual([[], 'conforms', undefined])
  expect(left.map(({ state }) => state)).toEqual(['shipped'])
  expect(report.notes).toEqual([
    expect.stringMatching(
      /^order at \/orders\/o\d+ \(the delete was answered 409\) after POST \/orders\/o\d+\/ship, so it stays, and ship is not sent again; --leave ship lets it$/,
    ),
  ])
})

test('an action after which orders stay is sent again where --leave names it, and the orders are counted', async () => {
  const { report, left } = await fireAtYard('keeps-shipped', { mayLeave: (name) => name === 'ship' })
  expect([told(report), report.verdict, report.leftBehind]).toEqual([[], 'conforms', undefined])
  expect(left.length).toBeGreaterThan(1)
  expect(new Set(left.map(({ state }) => state))).toEqual(new Set(['shipped']))
  expect(report.notes?.map((note) => note.replace(/ \(.*\)/, ''))).toEqual([
    `${left.length} members of order stayed on the target, as --leave allows`,
  ])
})

test('an order whose delete fails for the moment after an action is deleted at the end', async () => {
  const { report, left } = await fireAtYard('fails-to-delete-once', {
    selects: (id) => id === 'law.unknown-parent-is-not-found[ship]',
  })
  expect([left, report.leftBehind, report.notes]).toEqual([[], undefined, undefined])
})

test('an action that the state of its order refuses is no finding', async () => {
  const { report } = await fireAtYard('refuses-payments')
  expect(told(report)).toEqual([])
  expect(report.notes).toEqual([
    expect.stringMatching(
      /^no payment could be made: POST \/orders\/o\d+\/payment was answered 409; its body was \{.+\}; laws that need one/,
    ),
  ])
})

test('a look at a server sends no action', async () => {
  const asked = await lookAtYard()
  expect(asked).toContain('POST /orders')
  expect(asked.filter((one) => /ship|payment|label|search|reports/.test(one))).toEqual([])
})

test('without credentials, a refused create is told beside the verdict, and is sent once', async () => {
  const { report } = await fireAtYard('shows-anybody', { principals: {} })
  expect(report.verdict).toBe('inconclusive')
  expect(report.notes).toEqual([
    'no order could be made: POST /orders was answered 401; laws that need one are not verified',
    'no search could be made: POST /orders/search was answered 401; laws that need one are not verified',
  ])
})
