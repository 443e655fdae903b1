import { expect, test } from 'vitest'
import { afterSaid, ordersSaid } from './says-after.ts'

test.each([
  ['After startsAt', 'startsAt'],
  ['The end time of this layer. If set, it must be after `start` (400).', 'start'],
  ['Must be later than "from".', 'from'],
  ['Not before startDate.', 'startDate'],
  ['The last day. It may not be earlier than `from`.', 'from'],
  ['Not before 2020', undefined],
  ['Bookings that end after this time', undefined],
  ['Set after creation', undefined],
  [undefined, undefined],
])('%j names what the value comes after: %s', (description, expected) => {
  expect(afterSaid(description)).toBe(expected)
})

test('a write states the order of two of its properties', () => {
  expect(ordersSaid('Books the room. 422 if `endsAt` is not after `startsAt`, or if it is full.')).toEqual([
    { name: 'endsAt', after: 'startsAt' },
  ])
  expect(ordersSaid('`to` must be later than `from`.')).toEqual([{ name: 'to', after: 'from' }])
  expect(ordersSaid('Ends after the start.')).toEqual([])
})
