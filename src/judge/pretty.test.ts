import { expect, test } from 'vitest'
import { problemsOf } from './observation.test-support.ts'

const plain = '{"a":"x  y","b":[1,2]}'
const printed = '{\n  "a" : "x  y",\n  "b" : [ 1, 2 ]\n}\n'

test('another layout has another amount of white space between its tokens', () => {
  expect(problemsOf('pretty', { unlike: plain }, { body: printed })).toEqual([])
  expect(problemsOf('pretty', { unlike: plain }, { body: `${plain}\n` })).toEqual([
    {
      message: 'expected another layout than the default',
      at: 'body#',
      expected: 'another amount of white space',
      actual: '0 characters of white space, as in the other answer',
    },
  ])
})

test('the same tokens are the same but for white space', () => {
  expect(problemsOf('pretty', { sameTokensAs: plain }, { body: printed })).toEqual([])
  expect(problemsOf('pretty', { sameTokensAs: plain }, { body: '{"b": [1,2], "a":"x  y"}' })).toEqual([
    {
      message: 'expected the same body but for white space',
      at: 'body#',
      expected: plain,
      actual: '{"b":[1,2],"a":"x  y"}',
    },
  ])
})

test('white space within a text is text', () => {
  expect(problemsOf('pretty', { sameTokensAs: '{"a":"x \\" y"}' }, { body: '{ "a": "x \\"  y" }' })).toHaveLength(1)
  expect(problemsOf('pretty', { unlike: '{"a":"x y"}' }, { body: '{"a":"x  y"}' })).toHaveLength(1)
})
