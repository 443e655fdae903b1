import { expect, test } from 'vitest'
import { saysOtherIsRefused, saysOtherThanPath, saysPathKey } from './says-path-key.ts'

test.each([
  ['Conflict: `data.id` is not the id of the path, or another monitor has the name.', true, true],
  ['The id does not match the one in the URL.', true, false],
  ['The id in the body must match the path.', true, true],
  ['The ids of the path and of the body differ.', true, false],
  ['409 if the id differs from that of the path.', true, true],
  ['If the id of the body differs from the path, it is ignored.', false, false],
  ['The id is invalid, or another parameter of the path is malformed.', false, false],
  ['The id in the path does not match the pattern.', false, false],
  ['The id in the path has a different form.', false, false],
  ['The name is taken.', false, false],
  [undefined, false, false],
])(
  'of %j, that it is about a key other than that of the path is %s, and that it is refused %s',
  (text, is, refused) => {
    expect([saysOtherThanPath(text), saysOtherIsRefused(text)]).toEqual([is, refused])
  },
)

test.each([
  ['The id of the path. A different one is a conflict.', true],
  ['Must match the id in the URL.', true],
  ['The id of the path. A different one is ignored.', false],
  ['The id of the path.', false],
  ['The path of the file; must be the same in all copies.', false],
  ['The name. A different one is a conflict.', false],
  [undefined, false],
])('of %j, that the property is the key of the path is %s', (description, expected) => {
  expect(saysPathKey(description)).toBe(expected)
})
