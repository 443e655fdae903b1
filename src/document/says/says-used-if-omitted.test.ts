import { expect, test } from 'vitest'
import { saysUsedIfOmitted } from './says-used-if-omitted.ts'

test.each([
  ['The variations. If omitted, two boolean variations of `true` and `false` will be used.', true],
  ['The event push is used when none is given.', true],
  ['If not specified, all scopes are added.', true],
  ['The tags that are used in searches.', false],
  ['If omitted, the list is not changed.', false],
  [undefined, false],
])('of %j, that another value is used is %s', (description, expected) =>
  expect(saysUsedIfOmitted(description)).toBe(expected),
)
