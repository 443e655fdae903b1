import { excerpt } from '../secrets/excerpt.ts'
import { assembleReport, concludeRun, type EndedRun } from '../report/assemble-report.ts'
import { groupByCause } from '../report/causes.ts'
import type { Report, Result } from '../report/report.ts'
import type { EndOfAnswers } from '../report/report-unanswered.ts'
import { judgeRequirements } from '../report/verdict.ts'
import { judgeOwnBaseline } from '../run/report/create-report.ts'
import { contractOfLaws } from './session/contract-of-laws.ts'
import type { PlannedLaw } from './plan-laws.ts'
import { requirementsOfLaws } from './requirements-of-laws.ts'
import type { LawRun } from './law-run.ts'
import { withoutSuccesses } from './nothing-verified.ts'
import type { LawSession } from './session/session.ts'
import { isLeftByAction } from './clean-up/left-by-action.ts'
import { notAllowed } from './session/why-not-written.ts'

/** A run of laws that has ended. */
export interface EndedLawRun {
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
export function reportOf(ended: EndedLawRun): Report {
  const { run, session, results, cases } = ended
  const outcome = masked(outcomeOf(ended), ended)
  const conclusion = concludeRun(outcome)
  const { cutBy, open, endedBy: reason } = conclusion
  return assembleReport(outcome, conclusion, {
    ...masked(withoutSuccesses(conclusion.decided, ended), ended),
    budget: budgetOf(run, cutBy === undefined ? [] : open),
    onlyRead: onlyReadIn(ended),
    causes: groupByCause(results),
    traffic: trafficOf(session),
    requirements: judgeRequirements({
      contract: outcome.contract,
      invariants: [],
      cases: cases.map(({ planned }) => planned),
      elsewhere: [],
      narrowed: run.selects !== undefined,
      results,
      judged: session.judgements.requirements,
      violated: new Map(),
      cutBy,
      reason,
    }),
  })
}

/** A reason may name a path, and a path may hold a secret. */
function masked<T extends { readonly reason?: string | undefined }>(reasoned: T, { session }: EndedLawRun): T {
  const { reason } = reasoned
  return reason === undefined ? reasoned : { ...reasoned, reason: session.connection.secrets.mask(reason) }
}

function outcomeOf(ended: EndedLawRun): EndedRun {
  const { run, session, results, startedAt, durationMs, reason, cut, leftBehind, endOfAnswers } = ended
  const requirements = requirementsOfLaws(ended.cases, { used: usedIn(ended), others: ended.all })
  return {
    results,
    startedAt,
    durationMs,
    reason,
    cut,
    leftBehind,
    endOfAnswers,
    target: run.target.name,
    contract: contractOfLaws(run.model, requirements),
    cases: ended.cases.map(({ planned }) => planned),
    seed: run.seed,
    level: run.level,
    budget: run.budget,
    interrupted: session.connection.signal.aborted,
    secrets: session.connection.secrets,
    baseline: judgeOwnBaseline(run, results, { startedAt, elsewhere: [] }),
  }
}

/** The budget, with the cases that it left out. */
function budgetOf({ budget }: LawRun, leftOut: readonly string[]): Pick<Report, 'budget'> {
  return budget === undefined ? {} : { budget: { ...budget, leftOut, shortened: [] } }
}

/** The resources that the run may not write, where cases were skipped for it: their own, and those of what is below them. */
function onlyReadIn({ run, results }: EndedLawRun): Pick<Report, 'onlyRead'> {
  const names = new Map(Object.values(run.model.resources).map((resource) => [notAllowed(resource), resource.name]))
  const held = results.flatMap(({ status, reason = '' }) => (status === 'skip' ? (names.get(reason) ?? []) : []))
  return held.length === 0 ? {} : { onlyRead: { resources: [...new Set(held)], cases: held.length } }
}

/** The paths that are told of one resource, as a count, and the longest told part of one, in characters. */
const MOST_TOLD = 5
const LONGEST = 120

/** `7 members of note (/notes/1, /notes/2, … and 2 more)`. Each path is masked before it is cut. */
function membersOf(resource: string, paths: readonly string[], { connection: { secrets } }: LawSession): string {
  const told = paths.slice(0, MOST_TOLD).map((path) => excerpt(path, { length: LONGEST, secrets }))
  const more = paths.length > told.length ? ` and ${paths.length - told.length} more` : ''
  return `${paths.length} ${paths.length === 1 ? 'member' : 'members'} of ${resource} (${told.join(', ')}${more})`
}

function trafficOf(session: LawSession): Pick<Report, 'requests' | 'times' | 'notes'> {
  const { connection, deletes, learned } = session
  const mayLeave = (resource: string): boolean => session.mayLeave(resource) || isLeftByAction(resource, session)
  const { stayed, deleting, marked } = deletes
  const { counters, times } = connection
  const advice = times.advice()
  const left = [...stayed].map(
    ([resource, paths]) =>
      `${membersOf(resource, paths, session)} stayed on the target, ${mayLeave(resource) ? 'as --leave allows' : 'since a member that stays names it'}`,
  )
  const late = [...deleting].map(
    ([resource, paths]) =>
      `${membersOf(resource, paths, session)} were still read at the end: their deletes are carried out later`,
  )
  const kept = [...marked].map(
    ([resource, paths]) =>
      `up to ${membersOf(resource, paths, session)} were still read at the end, although their deletes succeeded`,
  )
  const unmade = [...learned.makings.values()].flatMap(({ impossible, isKept, refusedBody }) => {
    if (impossible === undefined) return []
    const shown = refusedBody === undefined ? '' : `; ${refusedBody}`
    return [isKept === true ? impossible : `${impossible}${shown}; laws that need one are not verified`]
  })
  const ended = [...learned.makings.values()].flatMap(({ stays }) =>
    stays === undefined ? [] : [`${stays}; the run makes no more of them, and laws that need one are not verified`],
  )
  const said = [...unmade, ...ended, ...left, ...late, ...kept, ...(advice === undefined ? [] : [advice])]
  const notes = said.map((note) => connection.secrets.mask(note))
  return {
    requests: { sent: counters.sent, delayed: counters.delayed },
    times: times.summary(),
    ...(notes.length === 0 ? {} : { notes }),
  }
}

/** The ids of the sentences that answers were held to. */
function usedIn({ session, results }: EndedLawRun): ReadonlySet<string> {
  return new Set([
    ...[...session.judgements.requirements.values()].flatMap((ids) => [...ids]),
    ...results.flatMap(({ findings }) => findings.map(({ requirement }) => requirement)),
  ])
}
