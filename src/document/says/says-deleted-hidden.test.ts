import { expect, test } from 'vitest'
import { saysDeletedHidden } from './says-deleted-hidden.ts'

test.each([
  'If true, the list shows deleted sensors too. Defaults to false: deleted sensors are not listed.',
  'Get still shows it, and lists show it with `showDeleted` alone.',
  'Lists the notes, without deleted ones.',
  'Archived notes are not returned.',
  'The list excludes soft-deleted notes.',
])('a list hides deleted members by %j', (description) => expect(saysDeletedHidden(description)).toBe(true))

test.each([
  'Lists all notes, deleted ones too.',
  'Deleted notes are listed for 30 days.',
  'Deleted notes are not changed.',
  undefined,
])('nothing says that a list hides deleted members: %j', (description) =>
  expect(saysDeletedHidden(description)).toBe(false),
)
