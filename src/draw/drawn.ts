import { type Arbitrary, Value } from 'fast-check'
import type { Rng } from './rng.ts'

/** A value that was drawn, and the simpler ones it shrinks to, the simplest first. */
export interface Drawn {
  readonly value: unknown
  readonly smaller: () => Iterable<Drawn>
}

export function drawFrom(arbitrary: Arbitrary<unknown>, { random, bias }: Rng): Drawn {
  return drawnBy(arbitrary, arbitrary.generate(random, bias))
}

/** A value that was not drawn, and shrinks to simpler ones all the same; the arbitrary is asked for only then. */
export function given(value: unknown, arbitrary: () => Arbitrary<unknown>): Drawn {
  return {
    value,
    *smaller() {
      yield* drawnBy(arbitrary(), new Value(value, undefined)).smaller()
    },
  }
}

/** A value that is the simplest already. */
export function fixed(value: unknown): Drawn {
  return { value, smaller: () => [] }
}

/** The drawn value changed, and the ones that it shrinks to changed alike. */
export function changed(drawn: Drawn, change: (value: unknown) => unknown): Drawn {
  return {
    value: change(drawn.value),
    *smaller() {
      for (const smaller of drawn.smaller()) yield changed(smaller, change)
    },
  }
}

const MOST_STEPS = 200

/** What a drawn value shrinks to as long as it stays wanted. */
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

/** The context is what the arbitrary shrinks by. */
function drawnBy(arbitrary: Arbitrary<unknown>, drawn: Value<unknown>): Drawn {
  return {
    value: drawn.value,
    *smaller() {
      for (const smaller of arbitrary.shrink(drawn.value, drawn.context)) yield drawnBy(arbitrary, smaller)
    },
  }
}
