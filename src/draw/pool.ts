import type { Drawn } from './drawn.ts'
import type { Rng } from './rng.ts'
import type { Broken } from './property-source.ts'

/** The pool of examples, independent of the seed. */
export interface ExamplePool {
  /** The edge values, in order. */
  readonly boundaries: readonly Candidate[]
  /** The count of places that random candidates break in turn; omitted for candidates that break nothing. */
  readonly places?: number
  /** A random candidate. `run` counts from 0 after the edge values. */
  readonly draw: (run: number, rng: Rng) => Candidate
}

/** A drawn value that becomes an example if the proof succeeds. */
export interface Candidate {
  readonly name: string
  readonly drawn: Drawn
  /** Builds the example from the value or from a shrink. */
  readonly build: Build
}

/** Returns undefined if the value fails the proof. `seed` is the seed of the secrets, equal for an example and the shrinks. */
export type Build = (value: unknown, seed: string) => Built | undefined

/** The proved content of an example. */
export interface Built {
  readonly value: unknown
  readonly bytes?: Uint8Array
  readonly broken?: Broken
  readonly twin?: unknown
}
