import { expect, test } from 'vitest'
import { saysOfReads } from './says-of-reads.ts'

test.each(['Shown for a single book only.', 'Not included in lists.', 'Omitted unless it is expanded.'])(
  'a read alone may show it: %s',
  (description) => expect(saysOfReads(description)).toBe(true),
)

test.each(['The number of pages.', undefined])('a list shows it too: %s', (description) =>
  expect(saysOfReads(description)).toBe(false),
)
