import { createRecall, type Recall } from '../../group/recall.ts'
import type { AttemptFinding, Counterexample } from '../../report/attempted.ts'
import type { Expectation } from '../../judge/judge.ts'
import type { RecordedExchange } from '../../secrets/evidence.ts'
import type { Judged } from './judged.ts'
import type { ObservedExchange } from './observed-exchange.ts'
import type { Lane } from './session.ts'

/** One attempt at a case, and its results so far. */
export interface Attempt {
  readonly lane: Lane
  /** The number of the attempt, for a case with rounds; else 1. */
  readonly round: number
  /** Values that steps saved, by name. */
  readonly saved: Map<string, unknown>
  /** The values that its requests sent, and that their answers showed. */
  readonly recall: Recall
  readonly findings: AttemptFinding[]
  readonly judged: Judged
  /** The violated requirements by operation, also of findings that repeat others and are not kept. */
  readonly violated: Judged
  /** For a history: the circumstances of each finding, by the index of the finding. */
  readonly failures: HistoryFailure[]
  /** All exchanges, with secrets unmasked. */
  readonly exchanges: RecordedExchange[]
  /** For an example of a batch: expectations that compare snapshots. They are judged at the end of the batch. */
  readonly deferred: { readonly expect: readonly Expectation[]; readonly observed: ObservedExchange }[] | undefined
  /** Keys that the case may have written: claimed keys, and keys named by a write. */
  readonly touched: Set<string>
  /** For a property: the index of the exchange that sent the drawn value. */
  drawnExchange: number | undefined
  /** For a failed property: the smallest failing value. */
  counterexample: Counterexample | undefined
  /** The reason why the case has no verdict. */
  inconclusive: string | undefined
  /** Set after a violation that leaves the remaining steps without their precondition. */
  stopped: boolean
  /** The reason why the case did not run. */
  skipped: string | undefined
  /** True if the case did not run since one of its requests names a key that has a member of another client. */
  withheld: boolean
  /** True if a comparison rests on a remembered state of the group. */
  recalls: boolean
  /** True if every violation showed in a batch only: alone the requests passed. */
  passedAlone: boolean
  /** True if an answer was cut off at the time limit. */
  late: boolean
  /**
   * True if a request has no whole answer for a reason of its own. It has no token or challenge, or the target closes on it each time.
   */
  apart: boolean
  /** True if the target closed the connection of a request before an answer. A server may do so with an idle one, at the moment of the request. */
  closed: boolean
}

/** The circumstances of a finding of a history. */
export interface HistoryFailure {
  /** The steps that were taken before it showed, as a count. */
  readonly steps: number
  /** The key of the member that is wrong; undefined for a finding of no member. */
  readonly key: string | undefined
}

/** An attempt without results; `claimed` are the keys that the case claims. */
export function createAttempt(
  lane: Lane,
  claimed: Iterable<string>,
  { defers, round = 1 }: { readonly defers?: boolean; readonly round?: number } = {},
): Attempt {
  return {
    lane,
    round,
    saved: new Map(),
    recall: createRecall(),
    findings: [],
    failures: [],
    judged: new Map(),
    violated: new Map(),
    exchanges: [],
    deferred: defers === true ? [] : undefined,
    touched: new Set(claimed),
    drawnExchange: undefined,
    counterexample: undefined,
    inconclusive: undefined,
    stopped: false,
    skipped: undefined,
    withheld: false,
    recalls: false,
    passedAlone: false,
    late: false,
    apart: false,
    closed: false,
  }
}

/** True if the remaining steps of the case do not run. */
export function isOver({ inconclusive, skipped, stopped }: Attempt): boolean {
  return stopped || inconclusive !== undefined || skipped !== undefined
}

/** Leaves an attempt without a verdict for the reason of another attempt at its case. Takes over the exchange that shows the reason. */
export function leaveOpen(attempt: Attempt, { inconclusive, exchanges }: Attempt): void {
  if (inconclusive === undefined || attempt.inconclusive !== undefined) return
  attempt.inconclusive = inconclusive
  const shown = exchanges.find(({ response }) => response === undefined) ?? exchanges.at(-1)
  if (shown !== undefined && !attempt.exchanges.includes(shown)) attempt.exchanges.push(shown)
}
