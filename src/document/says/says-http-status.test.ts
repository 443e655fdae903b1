import { expect, test } from 'vitest'
import { saysHttpStatus } from './says-http-status.ts'

test.each(['Suggested HTTP return code for this status, 0 if not set.', 'The HTTP status code.', 'HTTP status'])(
  'it is the status: %s',
  (description) => expect(saysHttpStatus(description)).toBe(true),
)

test.each([
  'Error code of the application, not the HTTP status code.',
  'The error code. Its first three digits are the HTTP status code.',
  'HTTP status code that the upstream answered.',
  undefined,
])('it is another number: %s', (description) => expect(saysHttpStatus(description)).toBe(false))
