import { expect, test } from 'vitest'
import { refusesExisting } from './says-refuses-existing.ts'

test.each([
  ['Creates an index\nAn index that exists already is a `400` with the type `resource_already_exists_exception`.', 400],
  ['Creates an index. If the index already exists, the answer is 409.', 409],
  ['Creates the index. Answers 409 if it already exists.', 409],
  ['Creates or replaces an index. An index that exists already is a 400.', undefined],
  ['Creates an index. With `If-None-Match`, an index that exists already is a 412.', undefined],
  ['Creates an index. Answers 409 if another index with this label already exists.', undefined],
  ['Creates an index. If the alias already exists, the answer is 409.', undefined],
  ['Creates an index. If the index already exists, nothing is done.', undefined],
])('the description "%s" refuses an index that is there by %s', (description, status) => {
  expect(refusesExisting(description, 'index')).toBe(status)
})
