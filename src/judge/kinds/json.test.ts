import { expect, test } from 'vitest'
import { problemsOf } from '../observation.test-support.ts'

test('well-formed JSON passes, other texts are a problem', () => {
  expect(problemsOf('json', 'well-formed', { body: { a: 1 } })).toEqual([])
  expect(problemsOf('json', 'well-formed', { body: '{"a":1' })).toEqual([
    {
      message: 'expected a JSON body; the body is not JSON',
      at: 'body#',
      expected: 'a JSON body',
      actual: 'the body is not JSON',
    },
  ])
})

test('a repeated key is named; unique-keys does not judge other texts', () => {
  expect(problemsOf('json', 'unique-keys', { body: '{"a":{"b":1},"c":{"b":1}}' })).toEqual([])
  expect(problemsOf('json', 'unique-keys', { body: '{"a":1' })).toEqual([])
  expect(problemsOf('json', 'unique-keys', { body: '{"a":1,"b":[{"c":1,"c":2}],"a":1}' })).toEqual([
    {
      message: 'expected each key once per object; repeated keys: c, a',
      at: 'body#',
      expected: 'each key once',
      actual: 'repeated keys: c, a',
    },
  ])
})
