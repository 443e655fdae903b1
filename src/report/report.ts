import type { Level } from '../contract/contract.ts'
import type { Finding } from '../judge/judge.ts'
import type { Location } from '../source/mistake.ts'
import type { Evidence } from '../secrets/evidence.ts'

/** violates: a finding at the gating level; inconclusive: it could not be told; conforms: else. */
export type Verdict = 'conforms' | 'violates' | 'inconclusive'
export type ResultStatus = 'pass' | 'fail' | 'warn' | 'skip' | 'inconclusive'
export type RequirementStatus = 'verified' | 'violated' | 'observed' | 'unverified' | 'excluded'

/** A finding as it is reported: every secret in it is masked, and it knows which exchange shows it. */
export interface ReportedFinding extends Omit<Finding, 'symptom' | 'recalls'> {
  /** Set where it has the cause of another finding of the result, which tells more. */
  readonly follows?: true
  /** Index into the result's exchanges, where they are kept. */
  readonly exchange?: number
}

/** The smallest value that was found to break a property. */
export interface ReportedCounterexample {
  /** Which rule of the contract it breaks, and where; not there for a value that keeps to all. */
  readonly broken?: string
  /** What it was drawn as: the name of a boundary, or `random`. */
  readonly name: string
  /** How many times a smaller one was found. */
  readonly shrinks: number
  readonly value: unknown
  readonly request?: Evidence['request']
  /** The same with what is broken mended, and where the two differ. */
  readonly twin?: {
    readonly value: unknown
    readonly difference: readonly { readonly at: string; readonly from?: unknown; readonly to?: unknown }[]
  }
  /** It as a declared case: YAML to be pasted under `cases:`. */
  readonly case: string
}

/** What came of one case, one row of it. Times in milliseconds. */
export interface Result {
  readonly id: string
  readonly title: string
  readonly status: ResultStatus
  readonly flaky?: boolean
  readonly requirements: readonly string[]
  readonly durationMs: number
  readonly reason?: string
  readonly findings: readonly ReportedFinding[]
  readonly exchanges: readonly Evidence[]
  readonly counterexample?: ReportedCounterexample
  readonly replay: { readonly command: string; readonly seed: number; readonly path?: string }
  readonly location: Location
}

export interface RequirementResult {
  readonly id: string
  readonly level: Level
  readonly text: string
  readonly status: RequirementStatus
  /** The cases that declare it; for an invariant, those that broke it. */
  readonly cases: readonly string[]
  readonly reason?: string
}

/** The findings of a run that most likely have one fault behind them. All of them have one level. */
export interface Cause {
  /** The same at every seed: baselines and comparisons of reports may rely on it. */
  readonly id: string
  /** The requirement of the first finding, which stands for all. */
  readonly requirement: string
  /** Other requirements that are broken with it. */
  readonly also: readonly string[]
  readonly level: Level
  readonly message: string
  /** Where the first finding stands. */
  readonly at: string
  /** Where the findings stand, each place once; positions in lists and names in capitals are written `*`. */
  readonly places: readonly string[]
  /** The ids of the results that show it, in the order of the run. */
  readonly results: readonly string[]
  /** How many findings it is made of. */
  readonly findings: number
  /** The id of the result that shows the first finding. */
  readonly first: string
  /** Where what the first finding breaks is written. */
  readonly location: Location
}

/** The whole run, as the JSON report gives it. */
export interface Report {
  readonly reportVersion: 1
  readonly tool: { readonly name: string; readonly version: string }
  readonly contract: { readonly name: string; readonly version: string }
  readonly target: string
  readonly startedAt: string
  readonly durationMs: number
  readonly seed: number
  readonly level: 'must' | 'should'
  readonly verdict: Verdict
  /** Why the verdict is inconclusive, or what ended the run early. */
  readonly reason?: string
  readonly interrupted?: boolean
  /** What the run put on the target and could not remove: key and group. */
  readonly leftBehind?: readonly string[]
  readonly causes: readonly Cause[]
  readonly totals: Readonly<Record<ResultStatus, number>>
  readonly requests: { readonly sent: number; readonly delayed: number }
  readonly requirements: readonly RequirementResult[]
  readonly results: readonly Result[]
}

/** What a run tells while it goes; the last event is the report itself. */
export type RunEvent =
  | {
      readonly type: 'start'
      readonly target: string
      readonly seed: number
      readonly cases: number
      readonly lanes: number
    }
  | { readonly type: 'case'; readonly id: string; readonly title: string }
  | { readonly type: 'result'; readonly result: Result }
  | ({ readonly type: 'report' } & Report)
