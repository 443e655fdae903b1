import { expect, test } from 'vitest'
import { maskedInAnswers, saysMasked } from './says-masked.ts'

test.each([
  'The token. **Note:** after a create, the token appears redacted in all answers:\neight asterisks and its end.',
  'The key, which is returned masked.',
  'Password. The value will be partially obfuscated.',
])('answers show a masked value by %j', (description) => {
  expect(saysMasked(description)).toBe(true)
})

test.each([
  'The token.',
  'The token is not redacted.',
  'The token is redacted in logs.',
  'The redacted text of a page.',
])('nothing says that answers show a masked value in %j', (description) => {
  expect(saysMasked(description)).toBe(false)
})

test.each([
  [
    'The token. **Note:** after a create, the token appears redacted in all answers:\neight asterisks and the last four characters.',
    'form',
  ],
  ['The key is masked in responses.', 'open'],
  ['The key is masked in all responses, all but the first six and the last four characters.', 'open'],
  ['The key, which is returned masked.', undefined],
  ['The key is masked in later responses.', undefined],
  ['The key is masked in responses unless `reveal` is true.', undefined],
])('all answers show a masked value by %j: %s', (description, expected) => {
  expect(maskedInAnswers(description)).toBe(expected)
})
