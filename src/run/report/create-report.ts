import { assembleReport, concludeRun, type EndedRun } from '../../report/assemble-report.ts'
import { groupByCause } from '../../report/causes.ts'
import { judgeBaseline } from '../../report/judge-baseline.ts'
import type { BaselineReport } from '../../report/baseline-report.ts'
import type { Cause, Report } from '../../report/report.ts'
import { maskText } from '../../secrets/evidence.ts'
import type { RunPlan } from '../session/run-plan.ts'
import { reportBudget } from './report-budget.ts'
import { casesElsewhere, reportShard } from './report-shard.ts'
import type { EndOfAnswers } from '../../report/report-unanswered.ts'
import type { Lane, Session } from '../session/session.ts'
import type { Supervised } from '../lane/supervise.ts'
import { aboutCases, judgeRequirements } from '../../report/verdict.ts'

/** A run of cases whose lanes have ended. */
export interface FiredRun {
  readonly supervised: Supervised
  readonly session: Session
  readonly lanes: readonly Lane[]
  readonly startedAt: string
  readonly durationMs: number
  readonly endOfAnswers: EndOfAnswers
}

/** The report of a run. Pure. */
export function createReport(plan: RunPlan, ended: FiredRun): Report {
  const { supervised, session, lanes } = ended
  const { results, judged, violated, unmet } = supervised
  const elsewhere = casesElsewhere(plan)
  const outcome = outcomeOf(plan, ended, elsewhere)
  const conclusion = concludeRun(outcome)
  const { contract, invariants, cases, narrowed = false } = plan
  const { decided, cutBy, endedBy: reason } = conclusion
  const selection = { contract, invariants, cases, elsewhere, narrowed }
  return assembleReport(outcome, conclusion, {
    ...decided,
    shard: reportShard(plan, supervised, aboutCases(cases, contract)),
    budget: reportBudget(plan, supervised),
    causes: groupByCause(results, supervised.ended).map((cause) => withContrast(cause, lanes, session)),
    traffic: trafficOf(session),
    requirements: judgeRequirements({ ...selection, results, judged, violated, cutBy, unmet, reason }),
  })
}

function outcomeOf(plan: RunPlan, ended: FiredRun, elsewhere: RunPlan['cases']): EndedRun {
  const { supervised, session, startedAt, durationMs, endOfAnswers } = ended
  const { results, reason, leftBehind, cut } = supervised
  const { contract, cases, seed, level, budget } = plan
  return {
    ...targetOf(plan),
    contract,
    cases,
    seed,
    level,
    budget,
    results,
    reason,
    leftBehind,
    cut,
    startedAt,
    durationMs,
    endOfAnswers,
    interrupted: session.signal.aborted,
    secrets: session.secrets,
    baseline: judgeOwnBaseline(plan, results, { startedAt, elsewhere }),
  }
}

/** The cause with what its requests have in common. */
function withContrast(cause: Cause, [lane]: readonly Lane[], { secrets }: Session): Cause {
  const only = lane?.contrast?.find(cause.id, cause.requirement)
  if (only === undefined) return cause
  return { ...cause, only: { ...only, traits: only.traits.map((trait) => maskText(trait, secrets)) } }
}

/** The target as a report and the first event name it. */
export function targetOf({ target, embedded }: RunPlan): Pick<Report, 'target' | 'embedded'> {
  return { target: target.name, ...(embedded === true ? { embedded } : {}) }
}

/** Returns the outcome of each entry of the baseline of a run; undefined for a run without one. */
export function judgeOwnBaseline(
  { baseline }: Pick<RunPlan, 'baseline'>,
  results: Report['results'],
  { startedAt, elsewhere }: { readonly startedAt: string; readonly elsewhere: RunPlan['cases'] },
): BaselineReport | undefined {
  if (baseline === undefined) return undefined
  const { lenient, planned } = baseline
  return judgeBaseline(baseline, {
    results,
    planned,
    elsewhere: elsewhere.map(({ id, property }) => ({ id, ...(property === undefined ? {} : { drawn: true }) })),
    lenient,
    today: startedAt.slice(0, 'YYYY-MM-DD'.length),
  })
}

function trafficOf({ counters, times }: Session): Pick<Report, 'requests' | 'times' | 'notes'> {
  const advice = times.advice()
  return {
    requests: { sent: counters.sent, delayed: counters.delayed },
    times: times.summary(),
    ...(advice === undefined ? {} : { notes: [advice] }),
  }
}
