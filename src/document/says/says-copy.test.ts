import { expect, test } from 'vitest'
import { copySaid } from './says-copy.ts'

test.each([
  ['The current name of the room.', { of: 'name', noun: 'room' }],
  ['Current `displayName` of its owner, set by the server', { of: 'displayName', noun: 'owner' }],
  ['The name of the room when it was booked.', undefined],
  ['The current page of the list of rooms', undefined],
  ['Current name of the room in capitals', undefined],
  ['Current name of the room. Refreshed once an hour.', undefined],
  ['Current name of the room. Set by the server.', { of: 'name', noun: 'room' }],
  ['The current balance.', undefined],
  [undefined, undefined],
])('%s', (description, said) => {
  expect(copySaid(description)).toEqual(said)
})
