import { expect, test } from 'vitest'
import { saysKept } from './says-kept.ts'

test.each([
  'The day of the opening; later updates cannot change it.',
  'Kept by a PUT that leaves it out.',
  'Stays as it is if an update does not name it.',
  'Every update merges them.',
  'Immutable.',
  'A PUT without it leaves the color as it is.',
  'What an update sends for it is ignored.',
  'Kept as it is by a PUT without it.',
  'Kept in lower case. A PUT without it leaves it as kept before.',
])('an update leaves the value: %s', (description) => expect(saysKept(description)).toBe(true))

test.each([
  'The name of the van.',
  'Changes with each update.',
  'A visitor leaves the house.',
  'Kept in the order in which they were sent',
  'Kept in lower case. Unique among the members',
  'Unique in the account (409); kept as it was sent',
  'A list of tags, whose order is preserved.',
  'x'.repeat(2000),
  undefined,
])('nothing says that an update leaves the value: %s', (description) => expect(saysKept(description)).toBe(false))
