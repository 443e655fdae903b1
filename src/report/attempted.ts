import type { Example } from '../draw/property-source.ts'
import type { Finding } from '../judge/judge.ts'
import type { RecordedExchange } from '../secrets/evidence.ts'
import type { Variation } from '../suite/suite.ts'

/** The smallest failing value of a property. */
export interface Counterexample {
  readonly example: Example
  /** The count of shrinks. */
  readonly shrinks: number
  /** The variations of the request with the value. */
  readonly variations: readonly Variation[]
  /** The value as a declared case, in YAML with masked secrets; undefined where only a replay shows the failure. */
  readonly declared: string | undefined
  /** The index of the finding that the value is the smallest for. */
  readonly finding: number
  /** The index of the exchange that sent the value. */
  readonly exchange: number | undefined
  /** For a history: the index of its first exchange, and their count. */
  readonly steps?: { readonly from: number; readonly count: number }
}

/** A finding of an attempt. */
export interface AttemptFinding extends Finding {
  /** The index of the exchange that shows the finding. */
  readonly exchange?: number
  /** For a property: the path of the example that shows the finding; omitted where no example shows it. */
  readonly path?: string
  /** The example as a declared case, as in `Counterexample`. */
  readonly declared?: string
}

/** The reported part of one attempt at a case. */
export interface Attempted {
  readonly findings: readonly AttemptFinding[]
  /** All exchanges, with secrets unmasked. */
  readonly exchanges: readonly RecordedExchange[]
  /** For a failed property: the smallest failing value. */
  readonly counterexample: Counterexample | undefined
  /** The reason why the case has no verdict. */
  readonly inconclusive: string | undefined
  /** The reason why the case did not run. */
  readonly skipped: string | undefined
}
