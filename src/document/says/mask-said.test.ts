import { expect, test } from 'vitest'
import { maskSaid, saysEntryPath } from './mask-said.ts'

test.each([
  [
    'A mask with a path that the resource does not have, or with an output only field, is refused with 400.',
    'refusesUnknown refusesServer',
  ],
  ['Unknown fields are rejected with INVALID_ARGUMENT.', 'refusesUnknown'],
  ['Output only fields in the mask are ignored.', ''],
  ['Unknown fields are ignored and cause no errors.', ''],
  ['A field that the mask names and the body lacks is reset to its default, or is empty.', 'resets'],
  ['Fields included in the mask but missing in the request are cleared.', 'resets'],
  ['A field within an object or a map is named by a path with a dot.', 'leadsInto leadsIntoMaps'],
  ['The fields to update, such as `displayName,location.floor`.', 'leadsInto'],
  ['The mask `*` replaces the resource: each field that the body lacks is reset.', 'replaces'],
  ['The fields to update, comma-separated. Only the fields of the mask are changed, all others stay.', ''],
  ['If the mask is omitted, the default is all fields of the body.', ''],
  ['If the mask is unset, all fields of the body are updated.', ''],
  ['If omitted, the fields of the body are updated.', ''],
  [undefined, ''],
])('a description of a mask says: %s', (description, expected) => {
  const said = Object.entries(maskSaid(description, undefined)).filter(([, is]) => is)
  expect(said.map(([name]) => name).join(' ')).toBe(expected)
})

test('the description of an update speaks of its mask', () => {
  expect(maskSaid('The fields to update.', 'An unknown path in the mask is an error.').refusesUnknown).toBe(true)
  expect(maskSaid('The fields to update.', 'An unknown path is an error.').refusesUnknown).toBe(false)
})

test('the description of a map tells of paths to its entries', () => {
  const removes = 'Labels. An update by the path `labels.KEY` sets or, if the body lacks it, removes this label alone.'
  expect(saysEntryPath(removes)).toBe('removes')
  expect(saysEntryPath('A mask may name one of them, such as `labels.env`.')).toBe('sets')
  expect(saysEntryPath('Labels of the site, such as `a.b`.')).toBe(undefined)
})
