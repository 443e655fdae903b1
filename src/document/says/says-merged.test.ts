import { expect, test } from 'vitest'
import { saysEmptyRemoves, saysMerged, saysMergedByUpdates, saysNullRemoves, saysReplaced } from './says-merged.ts'

test.each([
  ['Keys are merged.', true, false],
  ['A complex property. An update merges it: its properties that are not in the body keep their values.', true, true],
  ['Properties to change; the others keep their values.', true, true],
  ['How changes are merged.', true, false],
  [
    'On an update it is merged at its first level: keys that are not named stay, keys with `null` are removed.',
    true,
    true,
  ],
  ['Keys of a patch are merged instead of being replaced.', true, true],
  ['Custom fields in `fields` that are not given keep their values.', true, false],
  ['Individual keys can be unset by posting an empty value to them.', true, false],
  ['Only the given keys are changed.', true, false],
  ['The keys that a request may hold are given below.', false, false],
  ['Merged, and then replaced.', false, false],
  ['An update never merges it.', false, false],
  ['Replaced by each update.', false, false],
  [undefined, false, false],
])('of %s, that a map merges is %s, and an object %s', (description, map, object) => {
  expect([saysMerged(description), saysMergedByUpdates(description)]).toEqual([map, object])
})

test.each([
  ['On an update it is merged: keys that are not named stay, keys with `null` are removed.', true],
  ['Entries that are set to null are deleted.', true],
  ['To remove a key, set it to `null`.', true],
  ['A null removes the entry.', true],
  ['A null does not remove the key that is set to null.', false],
  ['Keys with null are removed, unless they are required.', false],
  ['Keys. The value may be null.', false],
  ['An empty list is removed.', false],
  [undefined, false],
])('of %s, that null removes an entry is %s', (description, expected) => {
  expect(saysNullRemoves(description)).toBe(expected)
})

test.each([
  ['Individual keys can be unset by posting an empty value to them.', true],
  ['To remove a key, set it to an empty string.', true],
  ['Entries with an empty value are removed.', true],
  ['Entries of your own. Empty values are dropped.', true],
  ['Entries with an empty value are not stored', true],
  [
    'It is merged key by key: keys not sent stay, and an empty string removes the key (on creation it is not stored).',
    true,
  ],
  ['An empty string removes all keys.', false],
  ['Empty values are not dropped.', false],
  ['All keys can be unset by posting an empty value to `metadata`.', false],
  ['Keys may have an empty value.', false],
  ['Keys with an empty value are not removed.', false],
])('of %s, that an empty value removes an entry is %s', (description, expected) => {
  expect(saysEmptyRemoves(description)).toBe(expected)
})

test.each([
  ['`custom` is replaced as a whole.', true],
  ['An update replaces the whole map.', true],
  ['The labels are completely replaced by those of the request.', true],
  ['It is merged, and never replaced as a whole.', false],
  ['The map is not replaced as a whole.', false],
  ['Replaced by each update.', false],
  [undefined, false],
])('of %s, that an update replaces the map is %s', (description, isSaid) =>
  expect(saysReplaced(description)).toBe(isSaid),
)
