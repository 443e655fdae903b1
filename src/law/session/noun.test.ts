import { expect, test } from 'vitest'

import { withArticle, otherMembers } from './noun.ts'

test('a noun that begins with a vowel has its own article', () => {
  expect(['note', 'article', 'Order', 'user'].map(withArticle)).toEqual(['a note', 'an article', 'an Order', 'a user'])
})

test('a list without the member is empty, or holds others', () => {
  expect([0, 1, 2].map(otherMembers)).toEqual(['an empty list', '1 other member', '2 other members'])
})
