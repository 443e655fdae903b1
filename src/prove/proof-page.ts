import type { Level } from '../contract/contract.ts'
import type { FaultNeed } from './known-server.ts'

/** The contents of `docs/proof.md` and `docs/real-defects.md`. A part that no full proof has found out is undefined. */
export interface ProofPage {
  readonly conformant: readonly PageServer<{ readonly verdict: string; readonly warnings: number }>[]
  readonly nulls: readonly PageServer<{ readonly passed: number; readonly excused: number }>[]
  readonly faults: readonly PageFault[]
  readonly cases: readonly PageCase[]
  readonly withoutFault: readonly string[]
  readonly smallestSet: readonly string[] | undefined
}

interface PageServer<Found> {
  readonly id: string
  readonly about: string
  readonly found: Found | undefined
}

export interface PageFault {
  readonly id: string
  readonly about: string
  readonly violates: string
  readonly level: Level
  readonly source?: string
  readonly needs?: FaultNeed
  readonly fate: Fate
}

export type Fate =
  | {
      readonly kind: 'killed'
      readonly row: string
      readonly rows: number | undefined
      readonly causes: number | undefined
      readonly requests: number | undefined
    }
  | { readonly kind: 'survives' }
  | { readonly kind: 'outOfReach'; readonly reason: string }
  | { readonly kind: 'notKnown' }

export interface PageCase {
  readonly id: string
  readonly level: Level
  readonly kills: number | undefined
  /** A fault that the case kills. */
  readonly fault: string | undefined
}
