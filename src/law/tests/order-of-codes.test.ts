import { expect, test } from 'vitest'
import { rackDocument, type Shelf, statusAt } from './rack.test-support.ts'

const properties = "code: { type: string, pattern: '^[A-Z0-9]{6}$' }"

/** Parts in the order of their codes, or in that of their ids. */
function shelfOf(isSorted: boolean): Shelf {
  return {
    list: (parts) => ({
      parts: isSorted ? parts.toSorted((one, other) => (String(one['code']) < String(other['code']) ? -1 : 1)) : parts,
    }),
  }
}

test('a list that is sorted by a code without a word is held to that order', async () => {
  const document = rackDocument({ says: 'Lists the parts, sorted by `code`.', properties })
  expect(await statusAt('lists-keep-their-order', document, shelfOf(true))).toBe('pass')
  expect(await statusAt('lists-keep-their-order', document, shelfOf(false))).toBe('fail')
})
