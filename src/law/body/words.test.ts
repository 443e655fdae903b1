import { expect, test } from 'vitest'
import { createWords, isWord } from './words.ts'

test('words are alike in their length, are all different, and start with that of the run', () => {
  const word = createWords()
  const words = Array.from({ length: 50_000 }, word)
  expect(new Set(words).size).toBe(words.length)
  expect(words.slice(0, 40_000).every((one) => /^w[a-z]\d[a-z]\d[a-z0-9]{5}$/.test(one))).toBe(true)
  expect(new Set(words.map((one) => one.slice(0, 7))).size).toBe(1)
})

test.each([1, 2, 3, 4, 5, 6, 7, 8, 13])(
  'five words of which each is the %d. after the one before are in no order',
  (step) => {
    const word = createWords()
    const words = Array.from({ length: 200 }, word)
    const inOrder = Array.from({ length: 200 - 5 * step }, (_, start) => {
      const five = [0, 1, 2, 3, 4].map((place) => words[start + place * step] ?? '')
      return five.join() === five.toSorted().join()
    })
    // One of 120 orders is sorted by chance.
    expect(inOrder.filter(Boolean).length).toBeLessThan(inOrder.length / 10)
  },
)

test('a value of a document or of the target is no word', () => {
  expect(['westeurope', 'winterfell', 'w123456789', 'waaaaaaaaa', createWords()()].map(isWord)).toEqual([
    false,
    false,
    false,
    false,
    true,
  ])
})
