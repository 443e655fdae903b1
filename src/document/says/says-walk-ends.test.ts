import { expect, test } from 'vitest'
import { saysNoEmptyLinks, saysWalkEnds, saysWalkEndsBy } from './says-walk-ends.ts'

test.each([
  ['Null on the last page.', true],
  ['The cursor of the next page, absent if there are no more members.', true],
  ['If it is null, there are no more pages.', false],
  ['If this field is omitted, there are no subsequent pages.', false],
  ['The cursor of the next page.', false],
  ['May be null on the last page.', false],
])('of a cursor, %j: %s', (text, expected) => expect(saysWalkEnds(text)).toBe(expected))

test('a text about more names the cursor or the links', () => {
  expect(saysWalkEndsBy('next_cursor', 'Lists answer `next_cursor`, which is null on the last page.')).toBe(true)
  expect(saysWalkEndsBy('next_cursor', 'The `total` is absent on the last page.')).toBe(false)
  expect(saysNoEmptyLinks('`Link` has the pages `next` and `last`; a relation that does not exist is absent.')).toBe(
    true,
  )
  expect(saysNoEmptyLinks('`Link` has the pages `next` and `last`.')).toBe(false)
})
