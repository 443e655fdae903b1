import { expect, test } from 'vitest'
import { createMultimap } from './multimap.ts'

test('a hash has all values that were added to it, and no value of another hash in the same place', () => {
  const map = createMultimap()
  map.add(5, 0)
  map.add(5, 7)
  map.add(5 + 2 ** 25, 1)
  expect([map.get(5), map.get(5 + 2 ** 25), map.get(6), map.get(5 + 2 ** 26)]).toEqual([
    [0, 7],
    [1],
    undefined,
    undefined,
  ])
})

test('a removed value is gone, and the values behind it stay', () => {
  const map = createMultimap()
  for (const value of [1, 2, 3]) map.add(-9, value)
  map.remove(-9, 2)
  map.remove(-9, 8)
  map.remove(4, 1)
  expect(map.get(-9)).toEqual([1, 3])
})

const hashOf = (value: number): number => Math.imul(value, 2_654_435_761) | 0

test('a hundred thousand values are kept, also while others come and go', () => {
  const map = createMultimap()
  for (let value = 0; value < 100_000; value += 1) map.add(hashOf(value), value)
  for (let value = 0; value < 50_000; value += 1) map.remove(hashOf(value), value)
  for (let value = 100_000; value < 200_000; value += 1) map.add(hashOf(value), value)
  const kept = Array.from({ length: 200_000 }, (_, value) => value).filter(
    (value) => map.get(hashOf(value)) !== undefined,
  )
  expect([kept.length, kept[0]]).toEqual([150_000, 50_000])
})
