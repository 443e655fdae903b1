import { expect, test } from 'vitest'
import { saysForeignRefused, saysForeignRefusedBy, saysOthersSame } from './says-foreign-cursor.ts'

test.each([
  ['The token of the page before; any other is answered 400.', true],
  ['An invalid cursor is rejected.', true],
  ['The cursor of the page before.', false],
  ['Unknown cursors begin at the first page.', false],
])('of a cursor, %j: %s', (text, expected) => expect(saysForeignRefused(text)).toBe(expected))

test.each([
  ['A cursor is opaque; one that the server did not give is answered 400.', true],
  ['An id in `after` that is not in the account is answered 400.', true],
  ['An invalid body is answered 400. A cursor is opaque.', false],
  ['An invalid access token is answered 400.', false],
])('of an API, %j: %s', (text, expected) => expect(saysForeignRefusedBy('after', text)).toBe(expected))

test.each([
  [
    'All other parameters but `pageSize` must be those of the request that gave the token; else the answer is 400.',
    'refused',
  ],
  ['When paginating, all other parameters provided to the method must match the call that gave the token.', 'demanded'],
  ['The token of the page before.', undefined],
  [undefined, undefined],
])('all other parameters stay as they were: %s', (description, said) => expect(saysOthersSame(description)).toBe(said))
