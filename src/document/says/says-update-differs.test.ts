import { expect, test } from 'vitest'
import { saysUpdatesDiffer, sentencesThatDiffer } from './says-update-differs.ts'

test.each([
  'A new address takes effect when its owner has confirmed it: until then `email` stays as it is, and `pending_email` shows the new one.',
  'Fewer seats apply from the next billing period only.',
  'A change creates a new price, which is returned.',
  'The old one stays as it was.',
  'An update adds the quantity to the stock.',
  'An update puts the new text behind the old one.',
])('"%s" may show other values', (text) => {
  expect(sentencesThatDiffer(text)).toEqual([text])
})

test.each([
  'What is not sent stays as it is.',
  'Changes a page. A request that changes nothing creates no revision.',
  'An update creates a new version.',
  'Replaces the alias, or creates a new one.',
  'Creates a new note if none has the key.',
  'If the alias does not exist, the request creates a new one.',
  'More seats apply at once.',
  'An update that adds a seat is refused.',
  undefined,
])('"%s" shows what was sent', (text) => {
  expect(sentencesThatDiffer(text)).toEqual([])
})

test.each([
  ['The stock. An update adds the quantity to the stock.', true],
  ['The text. An update puts the new text behind the old one, after a line break.', true],
  ['The stock. A sale reduces the stock by its count.', false],
  ['The name of the place.', false],
  [undefined, false],
])('the property "%s" may show another value after an update: %s', (description, expected) => {
  expect(saysUpdatesDiffer(description)).toBe(expected)
})
