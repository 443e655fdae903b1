import { expect, test } from 'vitest'
import { likeReason } from './like-reason.ts'

test.each([
  ['expected DATADOG to be absent', 'expected SLACK to be absent', true],
  ['note "a b" is gone', 'note "c" is gone', true],
  ['the answer to 6b0fe44bc6cda50709b5c9e6 is 500', 'the answer to 6b0fe44bc6cda50709b5c9e5 is 500', true],
  ['the answer to its removal is 500', 'the answer to its removal is 404', false],
  ['GET is not answered', 'DELETE is not answered', false],
  [undefined, 'DATADOG is there', false],
])('of %j and %j it is %j that they differ in keys at most', (one, other, isLike) => {
  expect(likeReason(one) === likeReason(other)).toBe(isLike)
})
