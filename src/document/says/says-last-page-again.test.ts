import { expect, test } from 'vitest'
import { saysLastPageAgain } from './says-last-page-again.ts'

test.each([
  ['A page beyond the last one is the last page again.', true],
  ['Where page is too large, the last page is answered.', true],
  ['A page past the end is empty.', false],
  ['A page beyond the last one is not the last page again.', false],
  ['The last page has no next link.', false],
  [undefined, false],
])('"%s" says that a page past the end is the last one: %s', (description, expected) => {
  expect(saysLastPageAgain(description)).toBe(expected)
})
