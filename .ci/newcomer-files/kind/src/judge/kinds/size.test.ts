import { expect, test } from 'vitest'
import { problemsOf } from '../observation.test-support.ts'

test('a body as long as this or shorter passes', () => {
  expect(problemsOf('size', 3, { body: 'abc' })).toEqual([])
})

test('a longer body is found', () => {
  const message = 'expected a body of at most 2 bytes; it has 3'
  expect(problemsOf('size', 2, { body: 'abc' })).toEqual([{ message, at: 'body#', expected: 2, actual: 3 }])
})
