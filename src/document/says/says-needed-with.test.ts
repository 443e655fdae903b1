import { expect, test } from 'vitest'
import { neededWith } from './says-needed-with.ts'

test.each([
  ['Required with `amount_off`, refused with `percent_off` (where it is `null`). Immutable.', 'amount_off'],
  ['The unit. Required when `price` is set.', 'price'],
  ['Must be given together with amount.', 'amount'],
  ['Required if `kind` is `gift`.', undefined],
  ['Required with each request.', undefined],
  ['Not required with `price`.', undefined],
  ['Required if the caller is set apart.', undefined],
  [undefined, undefined],
])('of %j, the other property is %j', (description, expected) => {
  expect(neededWith(description)).toBe(expected)
})
