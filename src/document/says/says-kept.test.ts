import { expect, test } from 'vitest'
import { saysKept } from './says-kept.ts'

test.each([
  'The day of the opening; later updates cannot change it.',
  'Kept by a PUT that leaves it out.',
  'Stays as it is if an update does not name it.',
  'Every update merges them.',
  'Immutable.',
  'What an update sends for it is ignored.',
])('an update leaves the value: %s', (description) => expect(saysKept(description)).toBe(true))

test.each(['The name of the van.', 'Changes with each update.', 'x'.repeat(2000), undefined])(
  'nothing says that an update leaves the value: %s',
  (description) => expect(saysKept(description)).toBe(false),
)
