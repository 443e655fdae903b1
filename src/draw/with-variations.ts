import { hashText } from '../secrets/seeded-numbers.ts'
import type { Example, PropertySource } from './property-source.ts'
import { oneIn, rngFor } from './rng.ts'

/**
 * Gives examples variations of their request. Half of the examples have none, and the others have each variation with a probability of
 * one half. So each pair of a value and a variation is met in a quarter of the examples.
 */
export function withVariations(source: PropertySource, count: number, seed: string): PropertySource {
  const number = hashText(`${seed}/variations`)
  return {
    ...source,
    example: (index) => {
      const rng = rngFor(number, index)
      const all = Array.from({ length: count }, (_, variation) => variation)
      const variations = oneIn(2, rng) ? [] : all.filter(() => oneIn(2, rng))
      return varied(source.example(index), variations)
    },
  }
}

/** The example with variations. Its first shrinks have none, or one fewer. */
function varied(example: Example, variations: readonly number[], path = example.path): Example {
  if (variations.length === 0 && path === example.path) return example
  return {
    ...example,
    path,
    variations,
    *shrinks() {
      let count = 0
      for (const fewer of fewerOf(variations)) yield varied(example, fewer, `${path}:${count++}`)
      for (const smaller of example.shrinks()) yield varied(smaller, variations, `${path}:${count++}`)
    },
  }
}

function fewerOf(variations: readonly number[]): readonly (readonly number[])[] {
  if (variations.length === 0) return []
  if (variations.length === 1) return [[]]
  return [[], ...variations.map((_, index) => variations.toSpliced(index, 1))]
}
