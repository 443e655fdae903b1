import type { Observation } from '../observation.ts'

/** The function, computed once for each observation: several expectations share the result. */
export function perObservation<T>(compute: (observation: Observation) => T): (observation: Observation) => T {
  const results = new WeakMap<Observation, { readonly result: T }>()
  return (observation) => {
    const known = results.get(observation)
    if (known !== undefined) return known.result
    const result = compute(observation)
    results.set(observation, { result })
    return result
  }
}
