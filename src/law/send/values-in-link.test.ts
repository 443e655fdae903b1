import { expect, test } from 'vitest'
import { valuesInLink } from './values-in-link.ts'

test.each([
  ['/books/7', 'books/{book}', ['7']],
  ['https://example.com/v1/books/a%20b', '/books/{book}', ['a b']],
  ["/v2/customers(7)/orders('a')", "/customers({customer})/orders('{order}')", ['7', 'a']],
  ['/customers(7)', '/customers({customer})/orders', undefined],
  ['/books.json/7', '/books*json/{book}', undefined],
])('the link %s on %s has the values %j', (link, template, values) => {
  expect(valuesInLink(link, template)).toEqual(values)
})
