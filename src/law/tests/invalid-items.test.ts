import { expect, test } from 'vitest'
import { fireOrders, type Ordering } from './items-of-lists.test-support.ts'

const LAW = 'law.invalid-create-is-refused[order]'

test.each<[string, Ordering['takes'], readonly string[]]>([
  ['looks at all items', undefined, []],
  ['looks at the first item alone', (_, index) => index > 0, [`fail ${LAW}`]],
  [
    'takes a second line without its sku',
    ({ sku, count }, index) => index === 1 && sku === undefined && count !== undefined,
    [`fail ${LAW}`],
  ],
  ['takes cash without an amount', ({ kind, cents }) => kind === 'Cash' && cents === undefined, [`fail ${LAW}`]],
])('a server that %s', async (...[, takes, expected]) => {
  const { told, held } = await fireOrders([LAW], takes === undefined ? {} : { takes })
  expect(told).toEqual(expected)
  expect(held).toEqual([])
})
