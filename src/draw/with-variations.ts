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

interface Place {
  readonly path?: string
  /** True for a smaller value than that of the example at the root. */
  readonly isShrunk?: boolean
}

/** The example with variations. Its first shrinks have none or fewer variations; once a value is shrunk, they come last. */
function varied(
  example: Example,
  variations: readonly number[],
  { path = example.path, isShrunk = false }: Place = {},
): Example {
  if (variations.length === 0 && path === example.path) return example
  return {
    ...example,
    path,
    variations,
    *shrinks() {
      let count = 0
      const next = (): string => `${path}:${count++}`
      if (!isShrunk) for (const fewer of fewerOf(variations)) yield varied(example, fewer, { path: next() })
      for (const smaller of example.shrinks()) yield varied(smaller, variations, { path: next(), isShrunk: true })
      if (isShrunk) for (const fewer of fewerOf(variations)) yield varied(example, fewer, { path: next() })
    },
  }
}

/** None, each half, then all but one: one variation among many is mostly what matters. */
function fewerOf(variations: readonly number[]): readonly (readonly number[])[] {
  if (variations.length === 0) return []
  const half = Math.floor(variations.length / 2)
  const halves = half === 0 ? [] : [variations.slice(0, half), variations.slice(half)]
  const lists = [[], ...halves, ...variations.map((_, index) => variations.toSpliced(index, 1))]
  return [...new Map(lists.map((list) => [list.join(), list])).values()]
}
