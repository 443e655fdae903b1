import type { Only } from './contrast.ts'
import type { Level } from '../contract/contract.ts'
import type { Finding } from '../judge/judge.ts'
import type { Location } from '../source/mistake.ts'
import type { TimeSummary } from '../send/time-histogram.ts'
import type { Evidence } from '../secrets/evidence.ts'
import type { BaselineReport } from './baseline-report.ts'
import type { BudgetReport } from './budget-report.ts'
import type { ReportedCounterexample, ReportedStep } from './reported-counterexample.ts'
import type { ShardReport } from './shard-report.ts'

/**
 * The verdict of a run. `violates`: a new finding at the gating level, or a baseline that is out of date. `inconclusive`: no violation,
 * and missing evidence. `conforms`: otherwise.
 */
export type Verdict = 'conforms' | 'violates' | 'inconclusive'
/** The status of one case. `warn`: a broken should. `inconclusive`: no violation, and missing evidence. */
export type ResultStatus = 'pass' | 'fail' | 'warn' | 'skip' | 'inconclusive'
/** The status of one requirement. `unverified`: no answer was judged by it. `coming`: violated, and a must of a later version only. */
export type RequirementStatus = 'verified' | 'violated' | 'coming' | 'observed' | 'unverified' | 'excluded'

/** A finding with all secrets masked, and the index of its exchange. */
export interface ReportedFinding extends Omit<
  Finding,
  'about' | 'container' | 'whole' | 'symptom' | 'recalls' | 'unreadable'
> {
  /** Set for a finding with the cause of another, more specific finding of the result. */
  readonly follows?: true
  /** Set for a finding that compares the answer with writes of earlier cases only. The case alone may pass. */
  readonly ofEarlierCase?: true
  /** The command that repeats the finding, where the command of the result repeats another one only. */
  readonly replay?: string
  /** For such a finding of a property: its value as a declared case, as YAML for use under `cases:`. */
  readonly declaredCase?: string
  /** The baseline entry that knows the finding. */
  readonly known?: string
  /** The index in the result's exchanges; omitted if the exchanges are not kept. */
  readonly exchange?: number
  /** The index of the later exchange that shows the finding; omitted where it is that of the finding, or is not kept. */
  readonly shownBy?: number
  /** The operation of the request, such as `list`; omitted where no single request shows the finding. */
  readonly operation?: string
}

/** A time after the start of the run, in milliseconds. */
export interface Span {
  readonly startMs: number
  readonly durationMs: number
}

/** The result of one case, or one row of a case. Times in milliseconds. */
export interface Result {
  readonly id: string
  readonly title: string
  readonly status: ResultStatus
  /** True if the case failed, and passed when it was repeated alone. */
  readonly flaky?: boolean
  /** True for a property: its values follow from the seed. A baseline knows its failures by their causes. */
  readonly drawn?: true
  /** The baseline entry of a failure that is no news: each of its gating findings is known. The value is the entry of the first. */
  readonly known?: string
  readonly requirements: readonly string[]
  /** The number of the lane that ran the case, from 1. */
  readonly lane?: number
  /** The start after the start of the run. */
  readonly startMs?: number
  /** The time of all portions, and of a retry. */
  readonly durationMs: number
  /** The portions of a property that the run left and came back to. */
  readonly portions?: readonly Span[]
  /** The reason for a skipped or inconclusive result. */
  readonly reason?: string
  readonly findings: readonly ReportedFinding[]
  readonly exchanges: readonly Evidence[]
  /** The count of requests of the case; omitted where `exchanges` has all of them, or none. */
  readonly requests?: number
  readonly counterexample?: ReportedCounterexample
  /** The command that repeats the case. `path`: the path to the counterexample. */
  readonly replay: { readonly command: string; readonly seed: number; readonly path?: string }
  /** The place of the case in its suite, or of its resource in the document. */
  readonly location: Location
}

/** The status of a requirement in the answers to one operation. */
export type OperationStatus = 'verified' | 'violated' | 'observed'

/** The status of one requirement after a run. */
export interface RequirementResult {
  readonly id: string
  readonly level: Level
  readonly text: string
  /** The version of the contract that made it a must. */
  readonly since?: string
  readonly status: RequirementStatus
  /** False if the run was narrowed to cases that do not check the requirement. The status is then `excluded`. */
  readonly selected?: false
  /** The cases that declare or break the requirement. */
  readonly cases: readonly string[]
  /** The operations whose answers were judged by the requirement. */
  readonly operations?: Readonly<Record<string, OperationStatus>>
  /** The reason for the status. */
  readonly reason?: string
}

/** The findings of a run that probably have one fault. All have the same level, except findings within a missing value. */
export interface Cause {
  /** The id, equal at every seed: baselines and comparisons of reports rely on the id. */
  readonly id: string
  /** The requirement of the finding that is shown. */
  readonly requirement: string
  /** Other requirements with findings of this cause. */
  readonly also: readonly string[]
  readonly level: Level
  /** Set for a must that is coming; see `Finding`. */
  readonly coming?: string
  readonly message: string
  /** The place of the finding that is shown. */
  readonly at: string
  /** The distinct places of the findings; list positions and names in capitals are replaced by `*`. */
  readonly places: readonly string[]
  /** The ids of results with this cause, in the order of the run. */
  readonly results: readonly string[]
  /** The count of findings. */
  readonly findings: number
  /** The traits that the requests with this cause have, and few of those that meet the requirement. */
  readonly only?: Only
  /** The baseline entry, if each finding is known. */
  readonly known?: string
  /** The id of the result that shows the cause in all reports: the simplest to repeat and to understand. The message is that of its finding. */
  readonly first: string
  /** The place of the violated expectation in its suite. */
  readonly location: Location
}

/** What a run of laws has not written, since `--write` did not allow it. */
export interface OnlyRead {
  /** The names of the resources, in the order of the plan. */
  readonly resources: readonly string[]
  /** The count of cases that were skipped for it. */
  readonly cases: number
}

/** The report of a run, as in the JSON report. */
export interface Report {
  readonly reportVersion: 1
  readonly tool: { readonly name: string; readonly version: string }
  /** `asOf`: the earlier version that the server was held to. */
  readonly contract: { readonly name: string; readonly version: string; readonly asOf?: string }
  readonly target: string
  /** Set for a target that the tool started for this run alone. */
  readonly embedded?: true
  /** Set for an audit: the target is a file, each result is of a recorded exchange, and nothing was sent. */
  readonly recorded?: true
  /** ISO 8601, in UTC. */
  readonly startedAt: string
  readonly durationMs: number
  readonly seed: number
  /** Set for a part of a run. */
  readonly shard?: ShardReport
  /** The level whose findings decide the verdict. */
  readonly level: 'must' | 'should'
  readonly verdict: Verdict
  /** The reason for an inconclusive verdict or an early end, or the entries of a baseline that is out of date. */
  readonly reason?: string
  /** True where a signal ended the run. */
  readonly interrupted?: boolean
  /** Members that the run created and could not remove, each as `KEY in GROUP`. */
  readonly leftBehind?: readonly string[]
  /** Set for a run of laws that may not write each resource. */
  readonly onlyRead?: OnlyRead
  /** The ids of selected cases that the run did not reach, or did not finish, because the run ended early. */
  readonly notReached?: readonly string[]
  /** In a run that ended early: the first request without an answer, if the target stopped answering. */
  readonly unanswered?: Evidence
  /** The last requests that were answered before that one: the target may have ended after it answered. */
  readonly answeredBefore?: readonly ReportedStep[]
  /** Set for a run with a budget. */
  readonly budget?: BudgetReport
  /** Set for a run with a baseline. */
  readonly baseline?: BaselineReport
  readonly causes: readonly Cause[]
  readonly totals: Readonly<Record<ResultStatus, number>>
  /** The counts of all requests, and of those that were repeated after a 429 or 503. */
  readonly requests: { readonly sent: number; readonly delayed: number }
  /** The times of answers by operation, in milliseconds. */
  readonly times?: Readonly<Record<string, TimeSummary>>
  /** Observations of the run beside its findings, as sentences. */
  readonly notes?: readonly string[]
  /** The parts that a report in a file leaves out to stay small, as sentences. */
  readonly cut?: readonly string[]
  readonly requirements: readonly RequirementResult[]
  readonly results: readonly Result[]
}
