import { expect, test } from 'vitest'
import { saysKeyFreed } from './says-key-freed.ts'
import { saysReplayed } from './says-replayed.ts'

test.each<[string, ReturnType<typeof saysReplayed>]>([
  ['A retry with the same key gets the first response again.', { isStored: true }],
  [
    'The same key within 24 hours returns the stored answer, status and body, with the header `Idempotent-Replayed: true`.',
    { isStored: true, header: 'idempotent-replayed' },
  ],
  ['Requests with the same key return the same result.', { isStored: false }],
  ['The same key with another body is refused with 409, and the original response is not returned.', undefined],
  ['A retry may return the original response.', undefined],
  ['A retry with the same key returns the current state of the original response.', undefined],
  ['Makes retries safe.', undefined],
])('what %j says of repeated answers', (text, said) => {
  expect(saysReplayed(text)).toEqual(said)
})

test.each([
  ['A key of a request that is refused with 400 is not stored.', true],
  ['The answer of the key is kept for a day. Refused requests are not kept.', true],
  ['Keys: only successful responses are stored.', true],
  ['The key of a failed request can be used again.', true],
  ['The key is stored, whether the request fails or succeeds.', false],
  ['A key that is used with another body is refused, and its answer is not replayed.', false],
  ['A request that fails is not saved.', false],
])('whether %j frees the key', (text, isSaid) => {
  expect(saysKeyFreed(text)).toBe(isSaid)
})
