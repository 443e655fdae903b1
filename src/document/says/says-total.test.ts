import { expect, test } from 'vitest'
import { totalOf } from './says-total.ts'

test.each([
  ['The total number of users.', 'users'],
  ['Total number of available work items, on all pages', 'work items'],
  ['Number of all orders of the account', 'orders of the'],
  ['How many invoices there are', 'invoices'],
  ['Number of members that match the filter.', 'members'],
  ['Total number of pages', undefined],
  ['Total number of users on this page', undefined],
  ['Number of users', undefined],
  ['The total number of requests left in this hour', undefined],
  ['The total of the invoice', undefined],
])('%s: a count of all %s', (text, noun) => {
  expect(totalOf(text)).toBe(noun)
})
