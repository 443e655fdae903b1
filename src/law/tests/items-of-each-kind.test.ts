import { expect, test } from 'vitest'
import { fireOrders, masked, type Ordering } from './items-of-lists.test-support.ts'

const ALTERNATIVES = 'law.alternatives-come-back[order]'
const SECRETS = 'law.secrets-are-hidden[order]'
const DEFAULTS = 'law.defaults-are-stored[order]'

const kindsIn = (order: Readonly<Record<string, unknown>>): readonly string[] =>
  (order['payments'] as readonly { readonly kind: string }[]).map(({ kind }) => kind)

const withoutLabel: Ordering['payment'] = (one) => (one['kind'] === 'Voucher' ? { ...one, label: '' } : masked(one))

test.each<[string, Ordering, readonly string[]]>([
  ['stores each kind', {}, []],
  [
    'forgets the holder of a card',
    { payment: (one) => (one['kind'] === 'Card' ? { ...masked(one), holder: '' } : one) },
    [`fail ${ALTERNATIVES}`],
  ],
  ['shows the token in a list', { payment: (one, by) => (by === 'list' ? one : masked(one)) }, [`fail ${SECRETS}`]],
  ['shows the token in a read', { payment: (one, by) => (by === 'read' ? one : masked(one)) }, [`fail ${SECRETS}`]],
])('a server that %s', async (...[, ordering, expected]) => {
  const { told, bodies, held } = await fireOrders([ALTERNATIVES, SECRETS], ordering)
  expect(told).toEqual(expected)
  expect(bodies.map(kindsIn)).toContainEqual(['Cash', 'Card', 'Voucher'])
  expect(held).toEqual([])
})

test('where a list of all kinds is refused, members of each kind alone are made', async () => {
  const refuses = (order: Readonly<Record<string, unknown>>): boolean => new Set(kindsIn(order)).size > 1
  const right = await fireOrders([ALTERNATIVES, DEFAULTS], { refuses })
  expect(right.told).toEqual([])
  expect(right.bodies.map(kindsIn)).toContainEqual(['Voucher'])
  expect((await fireOrders([ALTERNATIVES], { refuses, payment: withoutLabel })).told).toEqual([`fail ${ALTERNATIVES}`])
})

test.each<[number, readonly (readonly string[])[]]>([
  [1, [['Card'], ['Voucher']]],
  [2, [['Cash', 'Card'], ['Voucher']]],
])('a list of %i items at most is sent with each kind all the same', async (most, expected) => {
  const { told, bodies } = await fireOrders([ALTERNATIVES], { most })
  expect(told).toEqual([])
  for (const kinds of expected) expect(bodies.map(kindsIn)).toContainEqual(kinds)
  expect((await fireOrders([ALTERNATIVES], { most, payment: withoutLabel })).told).toEqual([`fail ${ALTERNATIVES}`])
})

test.each<[string, Ordering, readonly string[]]>([
  ['stores defaults', {}, []],
  ['stores no defaults', { line: (one) => one }, []],
  ['stores another default', { line: (one) => ({ unit: 'piece', weight: 7, ...one }) }, [`warn ${DEFAULTS}`]],
  [
    'stores another default than words say',
    { line: (one) => ({ unit: 'piece', weight: 7, ...one }), weight: 'description: Defaults to 5.' },
    [`fail ${DEFAULTS}`],
  ],
  ['stores one of two defaults', { line: (one) => ({ unit: 'piece', ...one }) }, [`warn ${DEFAULTS}`]],
])('a server that %s of items', async (...[, ordering, expected]) => {
  const { told, held } = await fireOrders([DEFAULTS], ordering)
  expect(told).toEqual(expected)
  expect(held).toEqual([])
})
