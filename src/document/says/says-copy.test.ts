import { expect, test } from 'vitest'
import { copySaid } from './says-copy.ts'

test.each([
  ['The current name of the room.', { of: 'name', noun: 'room' }],
  ['Current `displayName` of its owner, set by the server', { of: 'displayName', noun: 'owner' }],
  ['The name of the room when it was booked.', undefined],
  ['The current page of the list of rooms', { of: 'page', noun: 'list' }],
  ['The current balance.', undefined],
  [undefined, undefined],
])('%s', (description, said) => {
  expect(copySaid(description)).toEqual(said)
})
