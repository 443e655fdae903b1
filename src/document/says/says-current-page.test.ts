import { expect, test } from 'vitest'
import { saysCurrentPage } from './says-current-page.ts'

test.each([
  ['The cursor of this page.', true],
  ['The current cursor', true],
  ['The cursor of the next page, after the current page.', false],
])('%s: a cursor of the page itself: %s', (text, is) => {
  expect(saysCurrentPage(text)).toBe(is)
})
