import { expect, test } from 'vitest'
import { oneOfSaid } from './says-one-of.ts'

test.each([
  ['The key of one of the variants', { key: 'key', of: 'variants' }],
  ['Name of a `step`; the first step of a run', { key: 'name', of: 'step' }],
  ['The key of one of the variants of the flag', { key: 'key', of: 'variants' }],
  ['The id of the author', undefined],
  ['One of the variants', undefined],
  [undefined, undefined],
])('%j names an item of a list beside it: %j', (description, expected) => {
  expect(oneOfSaid(description)).toEqual(expected)
})
