import { expect, test } from 'vitest'
import { wordsOfActual, wordsOfExpected } from './in-words.ts'

const isInWords = (expected: unknown, message: string): boolean =>
  wordsOfExpected({ expected, actual: undefined, message }) === expected
const isSeenInWords = (actual: unknown, message: string): boolean =>
  wordsOfActual({ expected: undefined, actual, message }) === actual

test('an expectation in the words of its message is no value', () => {
  expect(isInWords('a mask of the secret', 'expected a mask of the secret; it is shown')).toBe(true)
  expect(isInWords('409', 'expected status 409; the answer is 200')).toBe(true)
  expect(isInWords('nothing', 'expected no value')).toBe(true)
  expect(isInWords('the same key', 'expected an update to leave the key')).toBe(true)
  expect(isInWords('US', 'expected the value "US"')).toBe(false)
  expect(isInWords('a b', 'expected the value that was sent')).toBe(false)
  expect(isInWords(409, 'expected 409')).toBe(false)
})

test('an actual side is in words if it is no single word', () => {
  expect(isSeenInWords('the body is not JSON', 'expected a JSON body; the body is not JSON')).toBe(true)
  expect(isSeenInWords('nothing', 'expected a value')).toBe(true)
  expect(isSeenInWords('no such member', 'expected SLACK in the answer; SLACK is missing')).toBe(true)
  expect(isSeenInWords('no such member', 'expected "a"; the answer has "no such member"')).toBe(false)
  expect(isSeenInWords('a', 'expected a value')).toBe(false)
})
