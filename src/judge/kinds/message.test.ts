import { expect, test } from 'vitest'
import { problemsOf } from '../observation.test-support.ts'

test('a message without a defect is whole', () => {
  expect(problemsOf('message', 'whole', { body: {} })).toEqual([])
  const defect = 'the body ended before its announced length'
  expect(problemsOf('message', 'whole', { body: '{', defect })).toEqual([
    {
      message: `expected a complete HTTP message; ${defect}`,
      at: 'body#',
      expected: 'a complete HTTP message',
      actual: defect,
    },
  ])
})

test('a bodyless message has zero bytes of body', () => {
  expect(problemsOf('message', 'bodyless', { status: 204 })).toEqual([])
  expect(problemsOf('message', 'bodyless', { status: 204, body: ' ' })).toEqual([
    { message: 'expected no body; the body has 1 bytes', at: 'body#', expected: 'nothing', actual: ' ' },
  ])
})
