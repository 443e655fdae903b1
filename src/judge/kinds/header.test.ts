import { expect, test } from 'vitest'
import { KINDS } from '../kinds.ts'
import { problemsOf } from '../observation.test-support.ts'

const headers = [
  ['WWW-Authenticate', 'Digest realm="x"'],
  ['www-authenticate', 'Bearer'],
  ['Allow', 'GET,POST'],
] as const

test('header names ignore case, and repeated headers are one list', () => {
  const expected = { 'www-AUTHENTICATE': { equals: 'Digest realm="x", Bearer' }, ALLOW: { equals: 'GET,POST' } }
  expect(problemsOf('header', expected, { headers })).toEqual([])
  expect(problemsOf('header', { 'X-None': { absent: true } }, { headers })).toEqual([])
})

test('each violated matcher is a problem of its header', () => {
  expect(problemsOf('header', { Allow: { matches: 'PUT' }, 'X-None': { type: 'string' } }, { headers })).toEqual([
    {
      message: 'expected text that contains PUT in the header Allow',
      at: 'header:Allow',
      expected: 'text that contains PUT',
      actual: 'GET,POST',
    },
    { message: 'expected a string in the header X-None', at: 'header:X-None', expected: 'a string', actual: 'nothing' },
  ])
})

test('the expectation is explained in English', () => {
  expect(KINDS['header']?.explain({ Allow: { matches: 'PUT' } })).toBe('the header Allow with text that contains PUT')
})
