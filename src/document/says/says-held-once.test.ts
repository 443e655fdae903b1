import { expect, test } from 'vitest'
import { heldOnce } from './says-held-once.ts'

test.each([
  ['The vehicle has an active assignment already', { owner: 'vehicle', noun: 'assignment', isInState: true }],
  ['The user already has a subscription.', { owner: 'user', noun: 'subscription', isInState: false }],
  ['The room already has a booking at that time.', undefined],
  ['The user has a role.', undefined],
  ['The vehicle has already an unpaid fine already.', undefined],
])('of %j, what is held once is %j', (sentence, expected) => {
  expect(heldOnce(sentence)).toEqual(expected)
})
