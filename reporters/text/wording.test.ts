import { expect, test } from 'vitest'
import { counted, duration, elapsed, groupBy, largestFirst, named, roughly } from './wording.ts'

test('numbers agree with their nouns', () => {
  expect([counted(1, 'case'), counted(0, 'case'), counted(1234, 'request')]).toEqual([
    '1 case',
    '0 cases',
    '1,234 requests',
  ])
})

test('durations have the largest unit that fits', () => {
  expect([0.4, 999, 1000, 59_949, 59_950, 61_234].map(duration)).toEqual([
    '0 ms',
    '999 ms',
    '1.0 s',
    '59.9 s',
    '1 min 0 s',
    '1 min 1 s',
  ])
})

test('estimated durations have few digits, and running times whole seconds', () => {
  const minute = 60_000
  const estimates = [400, 8_400, 41_000, 57_600, 4.4 * minute, 59.6 * minute, 85 * minute, 117 * minute]
  expect(estimates.map(roughly)).toEqual(['0 s', '8 s', '40 s', '1 min', '4 min', '1 h', '1 h 30 min', '2 h'])
  expect([999, 12_900, 185_000].map(elapsed)).toEqual(['0 s', '12 s', '3 min 5 s'])
})

test('names beyond the limit are counted', () => {
  expect(named(['a', 'b', 'c'], 3)).toBe('a, b, c')
  expect(named(['a', 'b', 'c'], 1)).toBe('a and 2 more')
})

test('groups have the order of their first items, or the largest group first', () => {
  const groups = groupBy([1, 2, 4], (number) => (number % 2 === 0 ? 'even' : 'odd'))
  expect(groups).toEqual([
    ['odd', [1]],
    ['even', [2, 4]],
  ])
  expect(largestFirst(groups).map(([name]) => name)).toEqual(['even', 'odd'])
})
