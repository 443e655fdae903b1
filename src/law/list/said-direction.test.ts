import { expect, test } from 'vitest'
import { areRanked, saidDirection } from './said-direction.ts'

const SAYS =
  'Sort order: `new` is the newest first, `old` the oldest first, `priority` the highest first (`high`, `medium`, `low`) and then the newest.'
const VALUES = ['new', 'old', 'priority', 'name']

test.each([
  ['new', { isFalling: true }],
  ['old', { isFalling: false }],
  ['priority', { isFalling: true, ranks: ['high', 'medium', 'low'] }],
  ['name', {}],
])('the words about %s say %j', (value, expected) => {
  const others = VALUES.filter((one) => one !== value)
  expect(saidDirection(value, SAYS, others)).toEqual(expected)
})

test.each<[readonly unknown[], boolean]>([
  [['high', 'high', 'low'], true],
  [['low', 'medium', 'high'], true],
  [['low', 'high', 'medium'], false],
  [['high', 'none'], false],
])('%j is an order by ranks: %s', (values, expected) => {
  expect(areRanked(values, ['high', 'medium', 'low'])).toBe(expected)
})
