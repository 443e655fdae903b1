import { expect, test } from 'vitest'
import { isSorted, orderIn } from './sort-order.ts'

test.each([
  ['name', { property: 'name', isFalling: false }],
  ['-name', { property: 'name', isFalling: true }],
  ['+name', { property: 'name', isFalling: false }],
  ['createdAt:desc', { property: 'createdAt', isFalling: true }],
  ['created_at_asc', { property: 'created_at', isFalling: false }],
  ['price_desc', { property: 'price', isFalling: true }],
  ['created_at:-1', { property: 'created_at', isFalling: true }],
  ['name:1', { property: 'name', isFalling: false }],
  ['name:descending', { property: 'name', isFalling: true }],
  ['asc', undefined],
  ['owner.name', undefined],
])('%s asks for an order', (value, order) => {
  expect(orderIn(value)).toEqual(order)
})

test('an order may compare text in any usual way', () => {
  expect(isSorted(['B', 'a', 'c'], false)).toBe(true)
  expect(isSorted(['a', 'B', 'c'], false)).toBe(true)
  expect(isSorted(['item 2', 'item 10'], false)).toBe(true)
  expect(isSorted(['item 10', 'item 2'], false)).toBe(true)
  expect(isSorted(['c', 'a', 'b'], false)).toBe(false)
})

test('a falling order falls, equal values stay together, and a missing value stands anywhere', () => {
  expect(isSorted([3, 3, 1], true)).toBe(true)
  expect(isSorted([1, 3, 3], true)).toBe(false)
  expect(isSorted([10, 9, 2], false)).toBe(false)
  expect(isSorted([1, undefined, 0], false)).toBe(true)
})

test('numbers are compared as numbers alone', () => {
  expect(isSorted([3, 2, 10, 1, 0], true)).toBe(false)
  expect(isSorted([0, 1, 10, 2, 3], false)).toBe(false)
})
