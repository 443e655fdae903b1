import { expect, test } from 'vitest'
import { asLengths, repairPattern } from './repair-pattern.ts'

test.each([
  ['^[a-z]+$', '^[a-z]+$'],
  [String.raw`^\_\-\@$`, '^_-@$'],
  [String.raw`^[\w-.]+$`, String.raw`^[\w\-.]+$`],
  [String.raw`^[\_\-]+$`, String.raw`^[_\-]+$`],
  [String.raw`\A[a-z]\z`, '^[a-z]$'],
  ['^{a}$', String.raw`^\{a\}$`],
  ['^a{2}]$', String.raw`^a{2}\]$`],
  [String.raw`^\p{L}\d{2,}\/$`, String.raw`^\p{L}\d{2,}\/$`],
  [String.raw`^\p{IsLatin}$`, undefined],
  ['(?i)a', undefined],
  ['(', undefined],
  ['a'.repeat(10_001), undefined],
])('%s is %s in ECMA-262 with the flag u', (pattern, repaired) => {
  expect(repairPattern(pattern)).toBe(repaired)
})

test.each([
  ['^.{0,32768}$', { pattern: '^.*$', minLength: 0, maxLength: 32_768 }],
  ['^[a-z_]{1,2000}$', { pattern: '^[a-z_]*$', minLength: 1, maxLength: 2000 }],
  ['^.{0,20}$', undefined],
  ['^.{0,32768}x$', undefined],
])('the lengths of %s are %j', (pattern, lengths) => {
  expect(asLengths(pattern)).toEqual(lengths)
})
