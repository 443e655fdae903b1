import { expect, test } from 'vitest'
import { saysLag } from './says-lag.ts'

test.each([
  ['Lists are eventually consistent: a created resource shows in lists within 500 milliseconds.', 500],
  ['The list is eventually consistent.', 2_000],
  ['A new order may take up to 3 seconds to appear in the list.', 3_000],
  ['Documents are searchable in near real-time.', 2_000],
  ['The index is updated asynchronously.', 2_000],
  ['Changes are reflected in lists after 30 s.', 5_000],
  ['Changes show within two seconds.', 2_000],
  ['Lists come from an index that follows writes within one second.', 1_000],
  ['Lists show the last write.', undefined],
  ['A reminder follows within two seconds.', undefined],
  ['A token expires after 500 ms.', undefined],
  ['The export may take some minutes.', undefined],
  ['An order is listed after some checks.', undefined],
  [undefined, undefined],
])('the time that lists are behind in "%s" is %s', (text, lag) => {
  expect(saysLag(text)).toBe(lag)
})
