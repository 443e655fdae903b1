import { expect, test } from 'vitest'
import { saysOtherBodyRefused } from './says-other-body-refused.ts'

test.each([
  ['The same requestId with another body is refused with 409.', true],
  ['The same key with\nanother body is refused with 409.', true],
  ['422 if the key was used with different parameters.', true],
  ['Reusing a token with a different payload is an error.', true],
  ['A key whose request body differs from the first is rejected', true],
  ['The same key with another body is answered with the first object.', false],
  ['Another body is ignored: the same key never fails.', false],
  ['While one is under way, another request with the same key is refused with 409.', false],
  ['A request with another body is refused with 409.', false],
  ['Makes retries safe.', false],
])('%j: %s', (description, expected) => {
  expect(saysOtherBodyRefused(description)).toBe(expected)
})
