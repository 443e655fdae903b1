import { breaking } from './breaking.ts'
import type { Mode } from '../mode.ts'
import type { Example } from '../property-source.ts'
import { oneIn, type Rng } from '../rng.ts'
import type { HistoryStep, Move } from './history.ts'
import { placeOf, type Taken } from './states.ts'

interface Bodies {
  readonly moves: readonly Move[]
  readonly rng: Rng
  readonly body: (mode: Mode, key: string) => Example
}

/**
 * Gives each step its body, in the order of the steps of one history. A write after a refused body, and one write in four besides, has
 * only the properties that it needs. What a target keeps of an earlier body shows in a property that the next one leaves out. One
 * refused body in two has many valid values beside its defect.
 */
export function createBodies({ moves, rng, body }: Bodies): (taken: Taken) => HistoryStep {
  const refused = new Set<string>()
  return ({ step, writes }) => {
    const mode = moves[step.move]?.body
    if (mode === undefined) return step
    const place = placeOf(step)
    const wasRefused = refused.has(place)
    if (writes) refused.delete(place)
    else refused.add(place)
    if (step.body !== undefined) return step
    const drawn =
      mode === 'invalid' && oneIn(2, rng)
        ? breaking(body('valid', step.key), body(mode, step.key))
        : body(mode, step.key)
    const isLean = writes && mode === 'valid' && (wasRefused || oneIn(4, rng))
    return { ...step, body: isLean ? leanest(drawn) : drawn }
  }
}

/** The example without the properties that it can do without. */
export function leanest(example: Example): Example {
  for (const smaller of example.shrinks()) if (sizeOf(smaller.value) < sizeOf(example.value)) return leanest(smaller)
  return example
}

/** The number of properties of a body. */
function sizeOf(body: unknown): number {
  return typeof body === 'object' && body !== null ? Object.keys(body).length : 0
}
