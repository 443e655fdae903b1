import { expect, test } from 'vitest'
import { storedListSaid } from './says-stored-list.ts'

const ONCE = { isOnce: true, isSet: true }

test.each([
  ['Stored without duplicates.', ONCE],
  ['Tags of the recipe. Duplicates are removed.', ONCE],
  ['Duplicate tags are silently dropped.', ONCE],
  ['The server drops duplicates.', ONCE],
  ['Each tag is stored once.', ONCE],
  ['Tags are deduplicated', ONCE],
  ['A tag that is sent twice is kept once.', ONCE],
  ['A tag that is sent twice is refused.', undefined],
  ['Stored sorted and without duplicates.', { ...ONCE, isSorted: true }],
  ['A set of tags', { isSet: true }],
  ['A set: the order is not kept, and names are shown as their labels have them.', { isSet: true }],
  ['The order of the labels is not preserved.', { isSet: true }],
  ['A set of labels, in no order, without duplicates', ONCE],
  ['Set of months', { isSet: true }],
  ['Set by the server', undefined],
  ['Set this value to null to remove the link.', undefined],
  ['Set exactly one of them.', undefined],
  ['Lines with the same text and price are joined into one, whose quantity is their sum.', { isJoined: true }],
  ['Unique labels of the note', { isSet: true }],
  ['Sorted alphabetically.', { isSorted: true }],
  ['Kept in alphabetical order.', { isSorted: true }],
  ['Duplicates are refused.', undefined],
  ['Tags must be sorted alphabetically.', undefined],
  ['Tags of the recipe.', undefined],
  [undefined, undefined],
])('%s', (description, expected) => {
  expect(storedListSaid(description)).toEqual(expected)
})
