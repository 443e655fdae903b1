import { expect, test } from 'vitest'
import { saysAllOrNothing } from './says-all-or-nothing.ts'

test.each([
  ['If one of the profiles does not exist, nothing is added.', true],
  ['Adds up to 100 users. The call is all or nothing.', true],
  ['The members are added atomically.', true],
  ['None of them are added where one is unknown.', true],
  ['Adds profiles to the list.', false],
  ['Unknown profiles are skipped.', false],
])('all or nothing: %s', (text, expected) => {
  expect(saysAllOrNothing(text)).toBe(expected)
})
