import { expect, test } from 'vitest'
import { problemsOf, SHOWN, WRITTEN } from '../observation.test-support.ts'
import { textDifference } from './text-difference.ts'

test.each([
  [
    'secret-text-1',
    'secret-text-2',
    'the texts differ from character 13 on: "secret-text-1" was sent, the answer has "secret-text-2"',
  ],
  [
    'a'.repeat(61),
    `${'a'.repeat(60)}bc`,
    'the texts differ from character 61 on; 61 characters were sent, the answer has 62',
  ],
  ['secret-text', 'secret-t', 'the answer lacks the last 3 characters'],
  ['secret-text', 'secret-text!', 'the answer has 1 character more at the end'],
  [
    'secret-text',
    'Secret-text',
    'upper and lower case differ from character 1 on; 11 characters were sent, the answer has 11',
  ],
  [
    'secret  text',
    'secret text',
    'white space differs from character 8 on; 12 characters were sent, the answer has 11',
  ],
  [
    'secret-e\u0301t',
    'secret-\u00e9t',
    'the Unicode form differs from character 8 on; 10 characters were sent, the answer has 9',
  ],
])('%j and %j', (sent, actual, words) => {
  expect(textDifference(sent, actual)).toBe(words)
})

test('short texts that look alike differ by their code points', () => {
  expect(textDifference('q\u0307\u0323', 'q\u0323\u0307')).toBe(
    'the Unicode form differs: U+0071 U+0307 U+0323 was sent, the answer has U+0071 U+0323 U+0307',
  )
  expect(textDifference('\u{2F804}', '\u4F60')).toBe(
    'the Unicode form differs: U+2F804 was sent, the answer has U+4F60',
  )
})

test('equal texts, short texts and other values have no difference in words', () => {
  expect(textDifference('secret-text', 'secret-text')).toBe(undefined)
  expect(textDifference('EU', 'secret-text')).toBe(undefined)
  expect(textDifference('secret-text', undefined)).toBe(undefined)
})

test('a value that does not come back says where it differs', () => {
  const members = { DATADOG: { ...WRITTEN, region: 'a-long-region' } }
  const body = { ...SHOWN, region: 'a-long-reg10n' }
  expect(problemsOf('equalsSent', 'all', { role: 'read', key: 'DATADOG', members, body })[0]?.message).toBe(
    'expected the value that was sent; the texts differ from character 11 on: "a-long-region" was sent, the answer has "a-long-reg10n"',
  )
})
