import { expect, test } from 'vitest'
import { sameParentSaid, saysNotDeleted } from './says-reference-bounds.ts'

const SENSOR =
  'The name of the sensor. It must exist in the same site and must not be deleted; else the request is refused with 400.'

test.each([
  [SENSOR, 'site'],
  ['Must belong to the same project.', 'project'],
  ['The id of a label of the same board.', undefined],
  ['The key of the author, who must exist.', undefined],
  [undefined, undefined],
])('what a value names stands below the same parent: %s', (description, noun) =>
  expect(sameParentSaid(description)).toBe(noun),
)

test.each([
  [SENSOR, true],
  ['The id of the author. Deleted authors are refused.', true],
  ['A default folder: it cannot be deleted.', false],
  ['The folder must not be deleted.', false],
  [undefined, false],
])('what a value names is not deleted: %s, %s', (description, is) => expect(saysNotDeleted(description)).toBe(is))
