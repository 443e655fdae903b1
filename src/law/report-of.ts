import type { Contract } from '../contract/contract.ts'
import { groupByCause } from '../report/causes.ts'
import { staleSentence } from '../report/judge-baseline.ts'
import type { BudgetLimit, Report, Result } from '../report/report.ts'
import {
  aboutCases,
  countTotals,
  decideVerdict,
  INTERRUPTED,
  judgeRequirements,
  notReached,
} from '../report/verdict.ts'
import { judgeOwnBaseline } from '../run/report/create-report.ts'
import { type EndOfAnswers, reportUnanswered } from '../report/report-unanswered.ts'
import { TOOL } from '../source/tool.ts'
import { contractOfLaws } from './session/contract-of-laws.ts'
import type { PlannedLaw } from './plan-laws.ts'
import { requirementsOfLaws } from './requirements-of-laws.ts'
import type { LawRun } from './law-run.ts'
import { withoutSuccesses } from './nothing-verified.ts'
import type { LawSession } from './session/session.ts'

/** A run that has ended. */
export interface EndedRun {
  readonly run: LawRun
  readonly session: LawSession
  readonly cases: readonly PlannedLaw[]
  /** All cases, selected or not. */
  readonly all: readonly PlannedLaw[]
  readonly results: readonly Result[]
  readonly startedAt: string
  readonly durationMs: number
  /** The reason why the run did not start, or ended early. */
  readonly reason: string | undefined
  /** True where the budget left out a part. */
  readonly cut: boolean
  readonly leftBehind: readonly string[]
  /** The first request that the target left without an answer. */
  readonly endOfAnswers: EndOfAnswers
}

/** The report of a run of laws: that of any other run, with the laws as requirements. */
export function reportOf(ended: EndedRun): Report {
  const { run, session, results, startedAt, durationMs, leftBehind } = ended
  const interrupted = session.connection.signal.aborted
  const planned = ended.cases.map((one) => one.planned)
  const requirements = requirementsOfLaws(ended.cases, { used: usedIn(ended), others: ended.all })
  const contract = contractOfLaws(run.model, requirements)
  const cutBy = ended.cut && ended.reason === undefined && !interrupted ? run.budget : undefined
  const open = notReached(planned, results).map(({ id }) => id)
  const baseline = judgeOwnBaseline(run, results, { startedAt, elsewhere: [] })
  const decided = decideVerdict({
    results,
    about: aboutCases(planned, contract),
    level: run.level,
    interrupted,
    reason: ended.reason,
    leftBehind,
    cutBy,
    stale: baseline === undefined ? undefined : staleSentence(baseline),
  })
  return {
    reportVersion: 1,
    tool: { name: TOOL.name, version: TOOL.version },
    contract: { name: contract.name, version: contract.version },
    target: run.target.name,
    startedAt,
    durationMs,
    seed: run.seed,
    level: run.level,
    ...withoutSuccesses(decided, ended),
    ...(interrupted ? { interrupted } : {}),
    ...(leftBehind.length > 0 ? { leftBehind } : {}),
    ...leftOutOf(run, open, cutBy !== undefined),
    ...unansweredIn(ended),
    ...(baseline === undefined ? {} : { baseline }),
    causes: groupByCause(results),
    totals: countTotals(results),
    ...trafficOf(session),
    requirements: statusesOf(ended, { contract, cutBy }),
    results,
  }
}

function statusesOf(
  { run, session, cases, results, reason }: EndedRun,
  { contract, cutBy }: { readonly contract: Contract; readonly cutBy: BudgetLimit | undefined },
): Report['requirements'] {
  return judgeRequirements({
    contract,
    invariants: [],
    cases: cases.map(({ planned }) => planned),
    elsewhere: [],
    narrowed: run.selects !== undefined,
    results,
    judged: session.judged,
    violated: new Map(),
    cutBy,
    reason: reason ?? (session.connection.signal.aborted ? INTERRUPTED : undefined),
  })
}

/** The cases without a result: a budget left them out, or the run did not reach them. */
function leftOutOf({ budget }: LawRun, open: readonly string[], isCut: boolean): Pick<Report, 'notReached' | 'budget'> {
  return {
    ...(!isCut && open.length > 0 ? { notReached: open } : {}),
    ...(budget === undefined ? {} : { budget: { ...budget, leftOut: isCut ? open : [], shortened: [] } }),
  }
}

/** The first request that the target left without an answer; of use only in a report of a run that ended early. */
function unansweredIn({ run, session, reason, endOfAnswers }: EndedRun): ReturnType<typeof reportUnanswered> {
  const { secrets } = session.connection
  return reason === undefined ? {} : reportUnanswered(endOfAnswers, { target: run.target.name, secrets })
}

function membersOf(resource: string, count: number): string {
  return `${count} ${count === 1 ? 'member' : 'members'} of ${resource}`
}

function trafficOf({
  connection,
  stayed,
  deleting,
  marked,
  makings,
  mayLeave,
}: LawSession): Pick<Report, 'requests' | 'times' | 'notes'> {
  const { counters, times } = connection
  const advice = times.advice()
  const left = [...stayed].map(
    ([resource, count]) =>
      `${membersOf(resource, count)} stayed on the target, ${mayLeave(resource) ? 'as --leave allows' : 'since a member that stays names it'}`,
  )
  const late = [...deleting].map(
    ([resource, count]) =>
      `${membersOf(resource, count)} were still read at the end: their deletes are carried out later`,
  )
  const kept = [...marked].map(
    ([resource, count]) =>
      `up to ${membersOf(resource, count)} were still read at the end, although their deletes succeeded`,
  )
  const unmade = [...makings.values()].flatMap(({ impossible, isKept }) => {
    if (impossible === undefined) return []
    return [isKept === true ? impossible : `${impossible}; laws that need one are not verified`]
  })
  const notes = [...unmade, ...left, ...late, ...kept, ...(advice === undefined ? [] : [advice])]
  return {
    requests: { sent: counters.sent, delayed: counters.delayed },
    times: times.summary(),
    ...(notes.length === 0 ? {} : { notes }),
  }
}

/** The ids of the sentences that answers were held to. */
function usedIn({ session, results }: EndedRun): ReadonlySet<string> {
  return new Set([
    ...[...session.judged.values()].flatMap((ids) => [...ids]),
    ...results.flatMap(({ findings }) => findings.map(({ requirement }) => requirement)),
  ])
}
