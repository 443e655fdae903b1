import { expect, test } from 'vitest'
import { saysMerged, saysMergedByUpdates } from './says-merged.ts'

test.each([
  ['Keys are merged.', true, false],
  ['A complex property. An update merges it: its properties that are not in the body keep their values.', true, true],
  ['Properties to change; the others keep their values.', true, true],
  ['How changes are merged.', true, false],
  ['An update never merges it.', false, false],
  ['Replaced by each update.', false, false],
  [undefined, false, false],
])('of %s, that a map merges is %s, and an object %s', (description, map, object) => {
  expect([saysMerged(description), saysMergedByUpdates(description)]).toEqual([map, object])
})
