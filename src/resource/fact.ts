import type { Certainty, Fact } from './model.ts'

/** A fact that the document states. */
export function sure<T>(value: T, because: string): Fact<T> {
  return { value, certainty: 'sure', because }
}

/** A fact that names or habits suggest. */
export function guess<T>(value: T, because: string): Fact<T> {
  return { value, certainty: 'guess', because }
}

/** A fact that is sure only under a condition. */
export function sureIf<T>(isSure: boolean, value: T, because: string): Fact<T> {
  return isSure ? sure(value, because) : guess(value, because)
}

/** The weakest certainty of several facts. */
export function weakest(certainties: readonly Certainty[]): Certainty {
  if (certainties.includes('guess')) return 'guess'
  return certainties.includes('calibrated') ? 'calibrated' : 'sure'
}
