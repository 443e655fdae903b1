import { expect, test } from 'vitest'
import { saysPageCount, saysUnfiltered } from './says-count.ts'

test.each([
  ['Number of results on this page', true],
  ['The total number of pages.', true],
  ['Total pages', true],
  ['Items per page', true],
  ['Total number of items that match, on all pages.', false],
  ['The total result count', false],
  ['Number of all books that match, on each page', false],
  ['Number of books on each page', true],
])('%s: a count of a page or of pages: %s', (text, is) => {
  expect(saysPageCount(text)).toBe(is)
})

test.each([
  ['Total results available without any search parameters', true],
  ['The count before filters apply.', true],
  ['The number of users, regardless of the query.', true],
  ['The number of owls that match the filter.', false],
  ['Total results, without paging', false],
])('%s: a count that no filter changes: %s', (text, is) => {
  expect(saysUnfiltered(text)).toBe(is)
})
