import { expect, test } from 'vitest'
import { longestDecimal } from './longest-decimal.ts'

test.each([
  [String.raw`^-?\d{0,6}(?:\.\d{0,2})?$`, '123456.12'],
  [String.raw`^\d+\.\d{2}$`, undefined],
  [String.raw`^\d{1,4}\.\d{2}$`, '1234.12'],
  [String.raw`^\d{13}$`, undefined],
  ['^[a-z]+$', undefined],
  ['.*', undefined],
])('the longest decimal number of %s is %s', (pattern, longest) => {
  expect(longestDecimal((text) => new RegExp(pattern).test(text))).toBe(longest)
})
