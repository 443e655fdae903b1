import { Random } from 'fast-check'
import { mix } from '../secrets/seeded-numbers.ts'

/** What a draw goes by: the randomness, and how often it goes to the edges, as fast-check counts it. */
export interface Rng {
  readonly random: Random
  readonly bias: number
}

/** The rng of one draw: it depends on the seed and the number alone. The later a draw, the less it goes to the edges. */
export function rngFor(seed: number, index: number): Rng {
  const start = mix((seed ^ Math.imul(index + 1, 0x85ebca6b)) | 0)
  return { random: new Random(generatorFrom(start)), bias: 2 + Math.trunc(Math.log10(index + 1)) }
}

/** Whether a chance of one in so many comes. */
export function oneIn(count: number, { random }: Rng): boolean {
  return random.nextInt(1, count) === 1
}

interface Generator {
  readonly clone: () => Generator
  readonly next: () => number
  readonly jump: () => void
  readonly getState: () => readonly number[]
}

/** Splitmix32, in the form that fast-check's Random takes. */
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
