import { expect, test } from 'vitest'
import type { Resource } from '../../resource/model.ts'
import { withOtherWords } from './with-other-words.ts'

test('each word is another one, the same for the same, and what names another member stays', () => {
  const resource = {
    key: { parameters: [] },
    refers: { '/owner': { value: 'user', certainty: 'sure', because: '' } },
  } as unknown as Resource
  const words = ['wa1b2caaaa', 'wa1b2cbbbb']
  const body = { name: 'wa1b2c6789', mail: 'wa1b2c6789@example.com', owner: 'wa1b2c6789', tags: ['wz9y8x4321', 7] }
  expect(withOtherWords(body, { resource, word: () => words.shift() ?? '' })).toEqual({
    name: 'wa1b2caaaa',
    mail: 'wa1b2caaaa@example.com',
    owner: 'wa1b2c6789',
    tags: ['wa1b2cbbbb', 7],
  })
  expect(withOtherWords([], { resource, word: () => '' })).toEqual([])
})
