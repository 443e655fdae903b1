import { expect, test } from 'vitest'
import { saysStaleRefused } from './says-stale-refused.ts'

test.each([
  'If the body has an etag that is not the current one, the request fails with 409 ABORTED.',
  'An update whose resourceVersion is not the current one is refused with 409.',
  'The version. 412 if it is no longer the latest.',
  'May be sent to make sure that the client has an up-to-date value.',
  'For optimistic locking.',
  'Etag of the secret. The request succeeds if it matches the etag of the currently stored one.',
])('a stale version is refused: %s', (description) => expect(saysStaleRefused(description)).toBe(true))

test.each([
  'The version of the template, if not the latest one.',
  'The version of the member.',
  'Changes with each write.',
  'The current version.',
  undefined,
])('nothing says that a stale version is refused: %s', (description) =>
  expect(saysStaleRefused(description)).toBe(false),
)
