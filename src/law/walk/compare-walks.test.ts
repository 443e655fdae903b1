import { expect, test } from 'vitest'
import { faultsBeside, type Walked } from './compare-walks.ts'

/** A walk that shows members by their keys on one page. */
function walkOf(keys: readonly string[], complete: boolean): Walked {
  return { complete, size: 2, pages: [keys.map((key) => ({ key, text: '' }))] }
}

const faultsOf = (shown: readonly string[], known: readonly string[]): readonly string[] =>
  faultsBeside(walkOf(shown, false), walkOf(known, true)).map(({ kind, key }) => `${kind} ${key}`)

test('a walk that is cut off loses what it has passed', () => {
  expect(faultsOf(['a', 'c'], ['a', 'b', 'c', 'd'])).toEqual(['lost b'])
  expect(faultsOf(['a', 'c'], ['a', 'c', 'b', 'a', 'c'])).toEqual([])
  expect(faultsOf(['c', 'a'], ['a', 'b', 'c', 'd'])).toEqual([])
})

test('a walk of many members is compared in one pass', () => {
  const keys = Array.from({ length: 250_000 }, (_, index) => `member-${index}`)
  expect(faultsOf(keys, keys)).toEqual([])
})
