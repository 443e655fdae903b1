import { expect, test } from 'vitest'
import { saysMasked } from './says-masked.ts'

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
