import { expect, test } from 'vitest'
import { saysEstimate } from './says-estimate.ts'

test.each([
  ['An estimate of the number of all matches, rounded up to a multiple of ten', true],
  ['Estimated number of users', true],
  ['The approximate number of all users', true],
  ['The number of all users', false],
  ['The number of all estimates', false],
  ['The exact total, never an estimate', false],
  [undefined, false],
])('"%s" says that a number is not exact: %s', (description, expected) => {
  expect(saysEstimate(description)).toBe(expected)
})
