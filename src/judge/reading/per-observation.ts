import type { Observation } from '../observation.ts'

/**
 * The function, computed once for the observation that is judged: several expectations share the result. Only the last result is kept. An
 * observation is judged in one go, and a WeakMap of all observations costs the garbage collector more than it saves.
 */
export function perObservation<T>(compute: (observation: Observation) => T): (observation: Observation) => T {
  let last: { readonly observation: Observation; readonly result: T } | undefined
  return (observation) => {
    if (last?.observation !== observation) last = { observation, result: compute(observation) }
    return last.result
  }
}
