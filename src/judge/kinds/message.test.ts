import { expect, test } from 'vitest'
import { problemsOf } from '../observation.test-support.ts'

test('a message is whole unless something was wrong when it was read', () => {
  expect(problemsOf('message', 'whole', { body: {} })).toEqual([])
  const defect = 'the body ended before its announced length'
  expect(problemsOf('message', 'whole', { body: '{', defect })).toEqual([
    { message: `expected a whole HTTP message; ${defect}`, at: 'body#', expected: 'a whole message', actual: defect },
  ])
})

test('a message without a body has not one byte', () => {
  expect(problemsOf('message', 'bodyless', { status: 204 })).toEqual([])
  expect(problemsOf('message', 'bodyless', { status: 204, body: ' ' })).toEqual([
    { message: 'expected no body', at: 'body#', expected: 'nothing', actual: ' ' },
  ])
})
