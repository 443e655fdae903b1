import { expect, test } from 'vitest'
import { examplesOf, minimal, shrinksOf, sourceFor } from './examples.test-support.ts'
import { replayExample } from './follow-path.ts'
import type { Example, PropertySource } from './property-source.ts'
import { withVariations } from './with-variations.ts'

const PLAIN = sourceFor({ part: 'body', mode: 'invalid', key: 'SLACK', secrets: 'realistic' })
const open = (seed = '7', count = 3): PropertySource => withVariations(PLAIN, count, seed)
const chosen = (source: PropertySource): readonly string[] =>
  examplesOf(source, 40).map(({ variations = [] }) => variations.join())
const VARIED = examplesOf(open(), 200)

test('half of the examples have no variation, and each variation stands in a quarter of them', () => {
  const plain = VARIED.filter(({ variations = [] }) => variations.length === 0)
  expect(plain.length).toBeGreaterThan(80)
  for (const variation of [0, 1, 2]) {
    const own = VARIED.filter(({ variations = [] }) => variations.includes(variation))
    expect(own.length).toBeGreaterThan(30)
    expect(own.length).toBeLessThan(70)
  }
})

test('the values are those without variations, and the seed decides who has which', () => {
  expect(VARIED.map(({ value }) => value)).toEqual(examplesOf(PLAIN, 200).map(({ value }) => value))
  expect(chosen(open())).toEqual(chosen(open()))
  expect(chosen(open('8'))).not.toEqual(chosen(open()))
})

/** True for a plain value whose first shrink shrinks further. */
function isDeep(index: number): boolean {
  return shrinksOf(PLAIN.example(index), 1).some((one) => shrinksOf(one, 1).length > 0)
}

const most = VARIED.findLastIndex(({ variations = [] }) => variations.length === 3)

test('the first shrinks have no variation, a half, or one fewer', () => {
  const example = VARIED[most] as Example
  const shrinks = shrinksOf(example, 6)
  expect(shrinks.map(({ variations }) => variations)).toEqual([[], [0], [1, 2], [0, 2], [0, 1], [0, 1, 2]])
  for (const shrink of shrinks.slice(0, 5)) expect(shrink.value).toEqual(example.value)
  expect(shrinks[5]?.value).not.toEqual(example.value)
})

test('a shrunk value shrinks further before its variations do', () => {
  const deep = VARIED.findLast(({ variations = [] }, index) => variations.length === 3 && isDeep(index))
  const shrunk = shrinksOf(deep as Example, 6)[5] as Example
  const [first] = shrinksOf(shrunk, 1)
  expect(first?.variations).toEqual([0, 1, 2])
  expect(first?.value).not.toEqual(shrunk.value)
  expect(shrinksOf(shrunk, 500).some(({ variations = [] }) => variations.length === 0)).toBe(true)
})

test('a path leads to the same shrink', () => {
  for (const shrink of shrinksOf(VARIED[most] as Example, 8))
    for (const [number, smaller] of shrinksOf(shrink, 4).entries()) {
      expect(smaller.path).toBe(`${shrink.path}:${number}`)
      const { value, variations, path } = replayExample(open(), smaller.path) ?? {}
      expect({ value, variations, path }).toEqual({
        value: smaller.value,
        variations: smaller.variations,
        path: smaller.path,
      })
    }
})

test('a failure that needs one variation shrinks to that variation alone', () => {
  let example = VARIED[most] as Example
  for (;;) {
    const smaller = shrinksOf(example, 50).find(({ variations = [] }) => variations.includes(1))
    if (smaller === undefined) break
    example = smaller
  }
  expect(example.variations).toEqual([1])
  expect(minimal(example, () => true).variations).toEqual([])
})
