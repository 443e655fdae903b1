import type { Example } from '../draw/property-source.ts'
import type { Finding } from '../judge/judge.ts'
import type { RecordedExchange } from '../secrets/evidence.ts'

export interface Counterexample {
  readonly example: Example
  /** How many times a smaller one was found. */
  readonly shrinks: number
  /** It as a declared case, in YAML. */
  readonly declared: string
  /** Which of the attempt's exchanges sent it. */
  readonly exchange: number | undefined
}

/** What is reported of one try at a case. */
export interface Attempted {
  readonly findings: readonly (Finding & { readonly exchange?: number })[]
  /** All of them, raw. */
  readonly exchanges: readonly RecordedExchange[]
  /** Of a property that failed: the smallest value that was found to break it. */
  readonly counterexample: Counterexample | undefined
  /** Why it could not be told whether the target conforms. */
  readonly inconclusive: string | undefined
  /** Why the case was not run. */
  readonly skipped: string | undefined
}
