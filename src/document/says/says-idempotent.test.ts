import { expect, test } from 'vitest'
import { saysIdempotent } from './says-idempotent.ts'

test.each([
  ['A unique token that makes the request idempotent.', true],
  ['An idempotency token.', true],
  ['Lets you safely retry the request.', true],
  ['Keys can be any string, but must be unique for every request.', true],
  ['Must be unique for each `CreateOrder` request', true],
  ['Unique for each user.', false],
  ['The request is not idempotent.', false],
  ['The id of the request in logs.', false],
])('%s: a request with the same value is done once: %s', (text, is) => {
  expect(saysIdempotent(text)).toBe(is)
})
