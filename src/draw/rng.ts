import { Random } from 'fast-check'
import { mix } from '../secrets/seeded-numbers.ts'

/** The random generator of a draw, and fast-check's bias: one draw in `bias` goes to an edge. */
export interface Rng {
  readonly random: Random
  readonly bias: number
}

/** The random generator of a draw, from the seed and the index alone. Later draws go to edges less often. */
export function rngFor(seed: number, index: number): Rng {
  const start = mix((seed ^ Math.imul(index + 1, 0x85ebca6b)) | 0)
  return { random: new Random(generatorFrom(start)), bias: 2 + Math.trunc(Math.log10(index + 1)) }
}

/** True with a probability of 1 / count. */
export function oneIn(count: number, { random }: Rng): boolean {
  return random.nextInt(1, count) === 1
}

/** The values in a random order. */
export function shuffled<T>(values: readonly T[], { random }: Rng): readonly T[] {
  const [left, order]: [T[], T[]] = [[...values], []]
  while (left.length > 0) order.push(...left.splice(random.nextInt(0, left.length - 1), 1))
  return order
}

interface Generator {
  readonly clone: () => Generator
  readonly next: () => number
  readonly jump: () => void
  readonly getState: () => readonly number[]
}

/** Splitmix32 in the interface of fast-check's Random. */
function generatorFrom(start: number): Generator {
  let state = start
  return {
    clone: () => generatorFrom(state),
    next: () => {
      state = (state + 0x9e3779b9) | 0
      return mix(state)
    },
    jump: () => {
      state = mix(~state)
    },
    getState: () => [state],
  }
}
