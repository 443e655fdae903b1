import { expect, test } from 'vitest'
import { saysVersionChanges, saysVersionCounts } from './says-version-changes.ts'

test.each([
  'Changes with every write. Populated by the system.',
  'Output only. Changes with each change of the publisher.',
  'Incremented on every update.',
  'Each write increments it.',
  'It is another one after each change of the page.',
  'Rises by 1 with each change.',
  'Incremented by one on every update.',
  'An update adds one to `version`.',
])('each write changes it: %s', (description) => expect(saysVersionChanges(description)).toBe(true))

test.each(['Incremented with each publication.', 'Not changed by any update of the name.', 'The version.', undefined])(
  'nothing says that each write changes it: %s',
  (description) => expect(saysVersionChanges(description)).toBe(false),
)

test('a version is one more after each write where a description says so', () => {
  expect(saysVersionCounts('It starts at 1 and rises by 1 with each change.')).toBe(true)
  expect(saysVersionCounts('An update adds one to `version`.')).toBe(true)
  expect(saysVersionCounts('Incremented on every update.')).toBe(false)
  expect(saysVersionCounts('Not incremented by one on every update.')).toBe(false)
})
