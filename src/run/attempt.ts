import type { Counterexample } from '../report/attempted.ts'
import type { Finding } from '../judge/judge.ts'
import type { RecordedExchange } from '../secrets/evidence.ts'
import type { Lane } from './session.ts'

/** One try at a case: what it has gathered so far. */
export interface Attempt {
  readonly lane: Lane
  readonly saved: Map<string, unknown>
  readonly findings: (Finding & { readonly exchange?: number })[]
  /** Requirements whose expectations were judged. */
  readonly judged: Set<string>
  /** All of them, raw; those of an attempt that shows nothing never leave it. */
  readonly exchanges: RecordedExchange[]
  /** Keys that the case may have written: those it claims, and those it names in a write. */
  readonly touched: Set<string>
  /** Of a property: which exchange sent what was drawn. */
  drawnExchange: number | undefined
  /** Of a property that failed: the smallest value that was found to break it. */
  counterexample: Counterexample | undefined
  /** Why it could not be told whether the target conforms. */
  inconclusive: string | undefined
  /** A must was broken on which the rest of the case stands. */
  stopped: boolean
  skipped: string | undefined
}

export function createAttempt(lane: Lane, claimed: Iterable<string>): Attempt {
  return {
    lane,
    saved: new Map(),
    findings: [],
    judged: new Set(),
    exchanges: [],
    touched: new Set(claimed),
    drawnExchange: undefined,
    counterexample: undefined,
    inconclusive: undefined,
    stopped: false,
    skipped: undefined,
  }
}

/** Whether the case can go on. */
export function isOver({ inconclusive, skipped, stopped }: Attempt): boolean {
  return stopped || inconclusive !== undefined || skipped !== undefined
}
