import { expect, test } from 'vitest'
import { saysUniqueInList, uniqueOfItemsSaid } from './says-unique-items.ts'

test.each([
  ['The origins. The names of origins are unique within the pool.', 'names'],
  ['The steps in order. No two steps may have the same `position`.', 'position'],
  ['The name of the pool is unique', undefined],
  ['The names of origins are not unique.', undefined],
  ['The names of origins are unique if the pool is strict.', undefined],
  ['The origins of the pool.', undefined],
  [undefined, undefined],
])('of %j, the property that is unique is %j', (description, expected) => {
  expect(uniqueOfItemsSaid(description)).toBe(expected)
})

test.each([
  ['A code of two letters, unique within the array', true],
  ['The key. It must be unique among the list of filters.', true],
  ['Unique within the workspace', false],
  ['Need not be unique within the list', false],
  [undefined, false],
])('of %j, that no other item has the value is %j', (description, expected) => {
  expect(saysUniqueInList(description)).toBe(expected)
})
