import { expect, test } from 'vitest'
import { partSaid } from './says-page-part.ts'

const lacks = (value: boolean) => ({ value, isShown: false, isStated: true })
const shows = (value: boolean) => ({ value, isShown: true, isStated: true })

test.each([
  ['If `false`, the response has no `totalCount`.', [lacks(false)]],
  ['When false, totalCount is omitted.', [lacks(false)]],
  ['`false` leaves `totalCount` out of the page.', [lacks(false)]],
  ['With false, the page does not include totalCount.', [lacks(false)]],
  ['`totalCount` is left out unless `true`.', [lacks(false)]],
  ['Set to true to omit totalCount.', [lacks(true)]],
  ['If true, the response includes `totalCount`. If false, it has no `totalCount`.', [shows(true), lacks(false)]],
  [
    'Flag that indicates whether the response returns the total number of items (`totalCount`) in the response.',
    [{ value: true, isShown: true, isStated: false }],
  ],
])('a flag decides on a part of the page by %j', (description, expected) => {
  expect(partSaid('totalCount', description)).toEqual(expected)
})

test.each([
  'Whether archived members are returned.',
  'If false, the response may have no `totalCount`.',
  'If false, the last page has no `totalCount`.',
  'If true, only the `totalCount` is returned.',
  'If `true` and not `false`, the response has no `totalCount`.',
  'Whether `totalCount` is included, true by default.',
  'If false, the response has no totalCounts.',
])('a flag decides on no part of the page by %j', (description) => {
  expect(partSaid('totalCount', description)).toEqual([])
})

test('a name that is a word of English is one in quotes, or at the end of a clause', () => {
  expect(partSaid('total', 'If false, the response has no total.')).toEqual([lacks(false)])
  expect(partSaid('total', 'If false, the response has no `total` of the members.')).toEqual([lacks(false)])
  expect(partSaid('total', 'If false, the response has no total number of pages.')).toEqual([])
})
