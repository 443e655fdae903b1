import { expect, test } from 'vitest'
import { valuesInLink } from './values-in-link.ts'

test.each([
  ['/books/7', 'books/{book}', ['7']],
  ['https://example.com/v1/books/a%20b', '/books/{book}', ['a b']],
  ["/v2/customers(7)/orders('a')", "/customers({customer})/orders('{order}')", ['7', 'a']],
  ["/prices(item='a',day='2031-03-01')", "/prices(item='{item}',day='{day}')", ['a', '2031-03-01']],
  ["/prices(item='a',day='b',day='c')", "/prices(item='{item}',day='{day}')", ["a',day='b", 'c']],
  ["/prices(item='a')", "/prices(item='{item}',day='{day}')", undefined],
  ["/prices(item=')", "/prices(item='{item}')", undefined],
  ['/customers(7)', '/customers({customer})/orders', undefined],
  ['/books.json/7', '/books*json/{book}', undefined],
])('the link %s on %s has the values %j', (link, template, values) => {
  expect(valuesInLink(link, template)).toEqual(values)
})

test('a long link on a path with several keys in one part is read in one pass', () => {
  const link = `/prices(a='${"',b='',c='".repeat(5000)}`
  expect(valuesInLink(link, "/prices(a='{a}',b='{b}',c='{c}')")).toBeUndefined()
})
