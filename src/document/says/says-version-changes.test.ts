import { expect, test } from 'vitest'
import { saysVersionChanges } from './says-version-changes.ts'

test.each([
  'Changes with every write. Populated by the system.',
  'Output only. Changes with each change of the publisher.',
  'Incremented on every update.',
  'Each write increments it.',
])('each write changes it: %s', (description) => expect(saysVersionChanges(description)).toBe(true))

test.each(['Incremented with each publication.', 'Not changed by any update of the name.', 'The version.', undefined])(
  'nothing says that each write changes it: %s',
  (description) => expect(saysVersionChanges(description)).toBe(false),
)
