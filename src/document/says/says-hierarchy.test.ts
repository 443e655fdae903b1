import { expect, test } from 'vitest'
import { hierarchySaid } from './says-hierarchy.ts'

test.each([
  ['Id of the parent. A category cannot be its own parent (422).', 'not-itself'],
  ['The parent does not exist, or is the category itself', 'not-itself'],
  ['409 if the move would form a cycle.', 'no-cycle'],
  ['A folder cannot be moved below itself or one of its descendants.', 'no-cycle'],
  ['The parent is one of its descendants', 'no-cycle'],
  ['A graph may contain cycles.', undefined],
  ['The parent folder.', undefined],
  [undefined, undefined],
])('%s: %s', (description, said) => {
  expect(hierarchySaid(description)).toBe(said)
})
