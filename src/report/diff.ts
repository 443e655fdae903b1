import { changedCauses } from './changed-evidence.ts'
import { isJudged } from './failures.ts'
import { byCause, type CauseChange, type ResultFinding, gatingIn } from './cause-change.ts'
import type { Report, Result, ResultStatus, Verdict } from './report.ts'
import { type Slower, slowerOperations } from './slower.ts'

/** A run of a comparison. */
export interface ComparedRun extends Pick<Report, 'target' | 'startedAt' | 'seed' | 'contract' | 'tool' | 'totals'> {
  readonly verdict: Verdict
}

/** A case that one of the runs did not judge. */
export interface CaseChange {
  readonly id: string
  readonly status: ResultStatus
  readonly reason?: string
}

/** The changes from one run to a later one. */
export interface Diff {
  readonly diffVersion: 1
  readonly from: ComparedRun
  readonly to: ComparedRun
  /** Gating causes in cases that did not fail before, and gating causes that no case showed before. */
  readonly regressions: readonly CauseChange[]
  /** Causes that are gone from cases that no longer fail. */
  readonly mended: readonly CauseChange[]
  /** Causes that stay, with another message, place or value; and failing cases that now fail otherwise. */
  readonly changed: readonly CauseChange[]
  /** Cases that only the later run judged. */
  readonly new: readonly CaseChange[]
  /** Cases that only the earlier run has. */
  readonly gone: readonly CaseChange[]
  /** Cases that the earlier run judged, and the later run skipped or could not judge. */
  readonly unjudged: readonly CaseChange[]
  readonly slower: readonly Slower[]
}

/** Compares two reports of one contract. A finding counts at the gating level of the later run, known or not. */
export function diffReports(from: Report, to: Report): Diff {
  const earlier = new Map(from.results.map((result) => [result.id, result]))
  const later = new Map(to.results.map((result) => [result.id, result]))
  const known = { level: to.level, causes: new Set(from.causes.map(({ id }) => id)) }
  const regressions = to.results.flatMap((result) => regressionsIn(result, earlier.get(result.id), known))
  const mended = from.results.flatMap((result) => mendedIn(result, later.get(result.id), to.level))
  const [leftOutBefore, leftOut] = [leftOutOf(from), leftOutOf(to)]
  const isNew = ({ id }: Result): boolean => !isJudgedIn(earlier, id)
  return {
    diffVersion: 1,
    from: runOf(from),
    to: runOf(to),
    regressions: byCause(regressions),
    mended: byCause(mended).map(withoutReplay),
    changed: changedCauses(from, to),
    new: to.results.filter((result) => isJudged(result) && isNew(result) && !leftOutBefore.has(result.id)).map(caseOf),
    gone: from.results.filter(({ id }) => !later.has(id) && !leftOut.has(id)).map(caseOf),
    unjudged: [
      ...to.results.filter((result) => !isJudged(result) && !isNew(result)).map(caseOf),
      ...[...leftOut]
        .filter(([id]) => isJudgedIn(earlier, id))
        .map(([id, reason]) => ({ id, status: 'skip', reason }) as const),
    ],
    slower: slowerOperations(from.times, to.times),
  }
}

/** The cases of a run that it did not reach or left out, with the reason: another run with them is no news. */
function leftOutOf({ budget, notReached = [] }: Report): ReadonlyMap<string, string> {
  const cut = (budget?.leftOut ?? []).map((id) => [id, 'left out by the budget'] as const)
  return new Map([...cut, ...notReached.map((id) => [id, 'not reached'] as const)])
}

function isJudgedIn(results: ReadonlyMap<string, Result>, id: string): boolean {
  const result = results.get(id)
  return result !== undefined && isJudged(result)
}

interface Regressing extends Pick<Report, 'level'> {
  /** The ids of all causes of the earlier run. */
  readonly causes: ReadonlySet<string>
}

function regressionsIn(
  result: Result,
  before: Result | undefined,
  { level, causes }: Regressing,
): readonly ResultFinding[] {
  if (before === undefined || !isJudged(before)) return []
  const failed = gatingIn(before, level).length > 0
  return gatingIn(result, level).filter(({ finding: { cause } }) => !failed || !causes.has(cause))
}

/** A cause is mended in a case that no longer fails: another failure could hide it. */
function mendedIn(result: Result, after: Result | undefined, level: Report['level']): readonly ResultFinding[] {
  if (after === undefined || !isJudged(after) || gatingIn(after, level).length > 0) return []
  return gatingIn(result, level)
}

/** A cause that the later server no longer has cannot be fired again. */
function withoutReplay({ cause, requirement, level, message, at, cases }: CauseChange): CauseChange {
  return { cause, requirement, level, message, at, cases }
}

function caseOf({ id, status, reason }: Result): CaseChange {
  return { id, status, ...(reason === undefined ? {} : { reason }) }
}

function runOf({ target, startedAt, seed, contract, tool, totals, verdict }: Report): ComparedRun {
  return { target, startedAt, seed, contract, tool, totals, verdict }
}
