import { expect, test } from 'vitest'
import { refusedIfTaken, saysExists, saysTaken, saysUsedOnce, statusOfTaken } from './says-taken.ts'

test.each([
  ['An email that another customer has is refused with 422: "has already been taken".', 'email'],
  ['A tag key which another policy already uses is rejected.', 'tag key'],
  ['A `400` is returned if the account already owns a namespace with this title.', 'title'],
  ['The request fails when a user with the same email exists.', 'email'],
  ['Answers 409 if another book with this isbn already exists.', 'isbn'],
  ['The email address must not be in use by another person (`409`).', 'email'],
  ['The name must not be taken by another repository of the user.', 'name'],
  ['A slug cannot be used by any other page in the site, otherwise the answer is 422.', 'slug'],
  ['A slug that a page has is answered 409.', 'slug'],
  ['Creates a zone. 409 if there is a zone of this name.', 'name'],
  ['409 (`key_taken`) if the key is used by another environment of the workspace.', 'key'],
  ['A second rating of the same reader is refused (422).', 'reader'],
  ['A second booking of the same room is refused if the first one is not cancelled.', undefined],
  ['409 if there is a booking of this room.', undefined],
  ['409 if the seat is taken by another booking.', undefined],
  ['The room must not be in use by another booking at that time.', undefined],
  ['The name must not be in use.', undefined],
  ['The disk must not be in use by another process before the server is stopped.', undefined],
  ['A room that another booking has at that time is refused.', undefined],
  ['Fails if the shelf already has a book with this title and author.', undefined],
  ['Fails if a book with this title exists in the shelf.', undefined],
  ['Returns the user if a user with the same email exists.', undefined],
  ['Creates a customer.', undefined],
])('of %j, the value that is refused if another member has it is %s', (sentence, expected) => {
  expect(refusedIfTaken(sentence)).toBe(expected)
})

test.each([
  ['User already exists.', true],
  ['A role with this name exists already.', true],
  ['The user has a role already.', false],
  ['The version is stale.', false],
])('of %j, that the member exists is %s', (sentence, expected) => {
  expect(saysExists(sentence)).toBe(expected)
})

test.each([
  ['An email can be used once.', true],
  ['A name may be used only once', true],
  ['The link can be used once a day.', false],
  ['Can be used once it is active.', false],
])('of %j, that a value is used once is %s', (sentence, expected) => {
  expect(saysUsedOnce(sentence)).toBe(expected)
})

test.each([
  ['Where it is reached. An address that another driver has is refused with 409.', true],
  ['An address that is no e-mail address is refused.', false],
  [undefined, false],
])('of the property with the description %j, that a taken value is refused is %s', (description, expected) => {
  expect(saysTaken(description)).toBe(expected)
})

test.each([
  ['The code; unique among the coupons of the account, otherwise 409 `exists`.', 409],
  ['Unique in the account. An address in use is refused with 409.', 409],
  ['Unique. A wrong pattern is answered 400.', undefined],
  ['Unique, otherwise 409 or 422.', undefined],
  ['Unique among 400 members.', undefined],
  ['The name. Unique.', undefined],
])('of %j, the status for a value that is taken is %s', (description, status) => {
  expect(statusOfTaken(description)).toBe(status)
})
