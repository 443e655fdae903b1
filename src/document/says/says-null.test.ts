import { expect, test } from 'vitest'
import { nullSaid } from './says-null.ts'

test.each([
  ['When the issue was resolved. null if it is not `resolved`.', { state: 'resolved', isNot: true }],
  ['When it was cancelled, null unless the booking is cancelled', { state: 'cancelled', isNot: true }],
  ['null unless the status is in_review.', { state: 'in_review', isNot: true }],
  ['The return, null while the loan is open', { state: 'open', isNot: false }],
  ['null unless the loan is open or lost', undefined],
  ['null if it is not resolved yet by anybody', undefined],
  ['null until it is paid', undefined],
  ['The owner', undefined],
  [undefined, undefined],
])('%j states when a value is null: %j', (description, expected) => {
  expect(nullSaid(description)).toEqual(expected)
})
