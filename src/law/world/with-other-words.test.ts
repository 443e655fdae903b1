import { expect, test } from 'vitest'
import type { Resource } from '../../resource/model.ts'
import { withOtherWords } from './with-other-words.ts'

test('each word is another one, the same for the same, and what names another member stays', () => {
  const resource = {
    key: { parameters: [] },
    refers: { '/owner': { value: 'user', certainty: 'sure', because: '' } },
  } as unknown as Resource
  const words = ['waaaaaaaaa', 'wbbbbbbbbb']
  const body = { name: 'w123456789', mail: 'w123456789@example.com', owner: 'w123456789', tags: ['w987654321', 7] }
  expect(withOtherWords(body, { resource, word: () => words.shift() ?? '' })).toEqual({
    name: 'waaaaaaaaa',
    mail: 'waaaaaaaaa@example.com',
    owner: 'w123456789',
    tags: ['wbbbbbbbbb', 7],
  })
  expect(withOtherWords([], { resource, word: () => '' })).toEqual([])
})
