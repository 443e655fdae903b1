import { type Arbitrary, Value } from 'fast-check'
import type { Rng } from './rng.ts'

/** A drawn value, and simpler values, the simplest first. */
export interface Drawn {
  readonly value: unknown
  readonly smaller: () => Iterable<Drawn>
}

/** A value drawn from an arbitrary. */
export function drawFrom(arbitrary: Arbitrary<unknown>, { random, bias }: Rng): Drawn {
  return drawnBy(arbitrary, arbitrary.generate(random, bias))
}

/** A given value that shrinks by an arbitrary. The arbitrary is created only for shrinking. */
export function given(value: unknown, arbitrary: () => Arbitrary<unknown>): Drawn {
  return {
    value,
    *smaller() {
      yield* drawnBy(arbitrary(), new Value(value, undefined)).smaller()
    },
  }
}

/** A value that does not shrink. */
export function fixed(value: unknown): Drawn {
  return { value, smaller: () => [] }
}

/** The drawn value and all shrinks, changed by the same function. */
export function changed(drawn: Drawn, change: (value: unknown) => unknown): Drawn {
  return {
    value: change(drawn.value),
    *smaller() {
      for (const smaller of drawn.smaller()) yield changed(smaller, change)
    },
  }
}

const MOST_STEPS = 200

/** The simplest value that shrinking finds while `wanted` holds, within a bounded number of steps. */
export function simplest(drawn: Drawn, wanted: (value: unknown) => boolean): unknown {
  let best = drawn
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const next = firstWanted(best.smaller(), wanted)
    if (next === undefined) break
    best = next
  }
  return best.value
}

function firstWanted(candidates: Iterable<Drawn>, wanted: (value: unknown) => boolean): Drawn | undefined {
  for (const candidate of candidates) if (wanted(candidate.value)) return candidate
  return undefined
}

/** The context records the draw, and guides the shrinking. */
function drawnBy(arbitrary: Arbitrary<unknown>, drawn: Value<unknown>): Drawn {
  return {
    value: drawn.value,
    *smaller() {
      for (const smaller of arbitrary.shrink(drawn.value, drawn.context)) yield drawnBy(arbitrary, smaller)
    },
  }
}
