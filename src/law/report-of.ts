import type { Requirement } from '../contract/contract.ts'
import { groupByCause } from '../report/causes.ts'
import type { Report, Result } from '../report/report.ts'
import {
  aboutCases,
  countTotals,
  decideVerdict,
  INTERRUPTED,
  judgeRequirements,
  notReached,
} from '../report/verdict.ts'
import { type RecordedExchange, toEvidence } from '../secrets/evidence.ts'
import { TOOL } from '../source/tool.ts'
import { PRESUMED } from './case-record.ts'
import { contractOfModel } from './contract-of-model.ts'
import { type PlannedLaw, statedBy } from './plan-laws.ts'
import type { Stated } from './stated.ts'
import type { LawRun } from './law-run.ts'
import type { LawSession } from './session.ts'

/** A run that has ended. */
export interface EndedRun {
  readonly run: LawRun
  readonly session: LawSession
  readonly cases: readonly PlannedLaw[]
  readonly results: readonly Result[]
  readonly startedAt: string
  readonly durationMs: number
  /** The reason why the run did not start, or ended early. */
  readonly reason: string | undefined
  /** True where the budget left out a part. */
  readonly cut: boolean
  readonly leftBehind: readonly string[]
  /** The first request that the target left without an answer. */
  readonly unanswered: RecordedExchange | undefined
}

/** The report of a run of laws: that of any other run, with the laws as requirements. */
export function reportOf(ended: EndedRun): Report {
  const { run, session, results, startedAt, durationMs, leftBehind } = ended
  const interrupted = session.connection.signal.aborted
  const planned = ended.cases.map((one) => one.planned)
  const requirements = requirementsOf(ended)
  const contract = contractOfModel({ ...run, requirements })
  const cutBy = ended.cut && ended.reason === undefined && !interrupted ? run.budget : undefined
  const open = notReached(planned, results).map(({ id }) => id)
  const why = ended.reason ?? (interrupted ? INTERRUPTED : undefined)
  const decided = decideVerdict({
    results,
    about: aboutCases(planned, contract),
    level: run.level,
    interrupted,
    reason: ended.reason,
    leftBehind,
    cutBy,
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
    ...withoutMembers(decided, session),
    ...(interrupted ? { interrupted } : {}),
    ...(leftBehind.length > 0 ? { leftBehind } : {}),
    ...leftOutOf(run, open, cutBy !== undefined),
    ...unansweredIn(ended),
    causes: groupByCause(results),
    totals: countTotals(results),
    ...trafficOf(session),
    requirements: judgeRequirements({
      contract,
      invariants: [],
      cases: planned,
      elsewhere: [],
      narrowed: run.selects !== undefined,
      results,
      judged: session.judged,
      violated: new Map(),
      cutBy,
      reason: why,
    }),
    results,
  }
}

/** A run that conforms, and whose creates were all refused, has judged no write. */
function withoutMembers(
  decided: Pick<Report, 'verdict' | 'reason'>,
  { makings }: LawSession,
): Pick<Report, 'verdict' | 'reason'> {
  const known = [...makings.values()]
  const refusal = known.some(({ way }) => way !== undefined)
    ? undefined
    : known.find((one) => one.refusal !== undefined)
  if (decided.verdict !== 'conforms' || refusal?.refusal === undefined) return decided
  return { verdict: 'inconclusive', reason: `${refusal.refusal}; no law that writes could be checked` }
}

/** The cases without a result: a budget left them out, or the run did not reach them. */
function leftOutOf({ budget }: LawRun, open: readonly string[], isCut: boolean): Pick<Report, 'notReached' | 'budget'> {
  return {
    ...(!isCut && open.length > 0 ? { notReached: open } : {}),
    ...(budget === undefined ? {} : { budget: { ...budget, leftOut: isCut ? open : [], shortened: [] } }),
  }
}

/** The first request that the target left without an answer; of use only in a report of a run that ended early. */
function unansweredIn({ run, session, reason, unanswered }: EndedRun): Pick<Report, 'unanswered'> {
  if (reason === undefined || unanswered === undefined) return {}
  return { unanswered: toEvidence(unanswered, run.target.name, session.connection.secrets) }
}

function trafficOf({ connection: { counters, times } }: LawSession): Pick<Report, 'requests' | 'times' | 'notes'> {
  const advice = times.advice()
  return {
    requests: { sent: counters.sent, delayed: counters.delayed },
    times: times.summary(),
    ...(advice === undefined ? {} : { notes: [advice] }),
  }
}

/** The laws as requirements. What a law presumes is a requirement of its own, where it was judged. */
function requirementsOf({ cases, results, session }: EndedRun): Readonly<Record<string, Requirement>> {
  const laws = new Map<string, { readonly law: Stated; readonly location: Requirement['location'] }>()
  // A case of a file may be under the sentence of a law, which stands before it.
  for (const {
    law,
    planned: { location },
  } of cases)
    for (const one of statedBy(law)) if (!laws.has(one.id)) laws.set(one.id, { law: one, location })
  const planned = new Set(cases.flatMap((one) => one.planned.requirements))
  const used = new Set([
    ...[...session.judged.values()].flatMap((ids) => [...ids]),
    ...results.flatMap(({ findings }) => findings.map(({ requirement }) => requirement)),
  ])
  const entries = [...laws.values()].flatMap(({ law, location }) => {
    const source = { document: law.source, pointer: '' }
    const own = { id: law.id, level: law.level, text: law.text, source, location }
    const presumed = { ...own, id: law.id + PRESUMED, level: 'should' as const, text: presumedText(law) }
    const isOwn = planned.has(law.id) || used.has(law.id)
    return [...(isOwn ? [own] : []), ...(used.has(presumed.id) || !isOwn ? [presumed] : [])]
  })
  return Object.fromEntries(entries.map((one) => [one.id, one]))
}

function presumedText({ text }: Stated): string {
  return `${text.replace(/\.$/, '')} (presumed: the document does not say so).`
}
