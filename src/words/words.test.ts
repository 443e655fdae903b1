import { expect, test } from 'vitest'
import { wordsOf } from './words.ts'

test.each([
  ['userIds', ['user', 'ids']],
  ['user_ids', ['user', 'ids']],
  ['UserID', ['user', 'id']],
  ['HTTPServerName', ['http', 'server', 'name']],
  ['größe2', ['größe2']],
])('the words of %s are %j', (name, words) => {
  expect(wordsOf(name)).toEqual(words)
})

test('a long name of capitals is read in one pass', () => {
  expect(wordsOf('A'.repeat(500_000))).toHaveLength(1)
})
