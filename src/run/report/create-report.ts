import { groupByCause } from '../../report/causes.ts'
import { TOOL } from '../../source/tool.ts'
import { judgeBaseline, staleSentence } from '../../report/judge-baseline.ts'
import type { BaselineReport, Cause, Report } from '../../report/report.ts'
import { maskText } from '../../secrets/evidence.ts'
import type { RunPlan } from '../session/run-plan.ts'
import { reportBudget } from './report-budget.ts'
import { casesElsewhere, reportShard } from './report-shard.ts'
import { type EndOfAnswers, reportUnanswered } from '../../report/report-unanswered.ts'
import type { Lane, Session } from '../session/session.ts'
import type { Supervised } from '../lane/supervise.ts'
import {
  aboutCases,
  type Coverage,
  countTotals,
  decideVerdict,
  INTERRUPTED,
  judgeRequirements,
  notReached,
} from '../../report/verdict.ts'

/** A run that has ended. */
export interface Ended {
  readonly supervised: Supervised
  readonly session: Session
  readonly lanes: readonly Lane[]
  readonly startedAt: string
  readonly durationMs: number
  readonly endOfAnswers: EndOfAnswers
}

/** The report of a run. Pure. */
export function createReport(
  plan: RunPlan,
  { supervised, session, lanes, startedAt, durationMs, endOfAnswers }: Ended,
): Report {
  const { results, judged, violated, reason, leftBehind } = supervised
  const interrupted = session.signal.aborted
  const open = notReached(plan.cases, results).map(({ id }) => id)
  const isCut = supervised.cut && reason === undefined && !interrupted
  const cutBy = isCut ? plan.budget : undefined
  const elsewhere = casesElsewhere(plan)
  const about = aboutCases(plan.cases, plan.contract)
  const baseline = judgeOwnBaseline(plan, results, { startedAt, elsewhere })
  const decided = decideVerdict({
    results,
    about,
    level: plan.level,
    interrupted,
    reason,
    leftBehind,
    cutBy,
    stale: baseline === undefined ? undefined : staleSentence(baseline),
  })
  const coverage = coverageOf(plan, elsewhere, reason ?? (interrupted ? INTERRUPTED : undefined))
  return {
    reportVersion: 1,
    tool: { name: TOOL.name, version: TOOL.version },
    contract: contractOf(plan.contract),
    ...targetOf(plan),
    startedAt,
    durationMs,
    seed: plan.seed,
    ...reportShard(plan, supervised, about),
    level: plan.level,
    ...decided,
    ...(interrupted ? { interrupted } : {}),
    ...(leftBehind.length > 0 ? { leftBehind } : {}),
    ...(!isCut && open.length > 0 ? { notReached: open } : {}),
    ...(reason === undefined
      ? {}
      : reportUnanswered(endOfAnswers, { target: plan.target.name, secrets: session.secrets })),
    ...reportBudget(plan, supervised),
    ...(baseline === undefined ? {} : { baseline }),
    causes: groupByCause(results, supervised.ended).map((cause) => withContrast(cause, lanes, session)),
    totals: countTotals(results),
    ...trafficOf(session),
    requirements: judgeRequirements({ ...coverage, results, judged, violated, cutBy, unmet: supervised.unmet }),
    results,
  }
}

function contractOf({ name, version, asOf }: RunPlan['contract']): Report['contract'] {
  return { name, version, ...(asOf === undefined ? {} : { asOf }) }
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
    elsewhere: elsewhere.map(({ id }) => id),
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

function coverageOf(
  { contract, invariants, cases, narrowed = false }: RunPlan,
  elsewhere: RunPlan['cases'],
  reason: string | undefined,
): Omit<Coverage, 'results' | 'judged' | 'violated' | 'cutBy' | 'unmet'> {
  return { contract, invariants, cases, elsewhere, narrowed, reason }
}
