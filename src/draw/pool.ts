import type { Drawn } from './drawn.ts'
import type { Rng } from './rng.ts'
import type { Broken } from './property-source.ts'

/** What examples are made of, whatever the seed. */
export interface ExamplePool {
  /** The edges, in their order. */
  readonly boundaries: readonly Candidate[]
  /** What comes after them; `run` counts from 0. */
  readonly draw: (run: number, rng: Rng) => Candidate
}

/** A drawn value on its way to an example. */
export interface Candidate {
  readonly name: string
  readonly drawn: Drawn
  /** What becomes of the value, or of one that it shrinks to; undefined where it cannot be proved to be what it should. */
  readonly build: Build
}

/** `seed` is that of the secrets: the same for an example and its shrinks. */
export type Build = (value: unknown, seed: string) => Built | undefined

export interface Built {
  readonly value: unknown
  readonly bytes?: Uint8Array
  readonly broken?: Broken
  readonly twin?: unknown
}
