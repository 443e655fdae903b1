import { compileBaseline, type KnownBy } from '../report/baseline.ts'
import { createEvidenceBudget } from '../report/evidence-budget.ts'
import { isGating } from '../report/gating.ts'
import { markKnown } from '../report/mark-known.ts'
import type { Result } from '../report/report.ts'
import type { RunEvent } from '../report/run-event.ts'
import { endOfAnswersIn, noteOutput } from '../run/lane/note-output.ts'
import { toResult } from '../report/to-result.ts'
import { INTERRUPTED } from '../report/verdict.ts'
import type { Resource } from '../resource/model.ts'
import { type CaseRecord, createRecord, noteProblem } from './session/case-record.ts'
import { createWorld } from './world/create-world.ts'
import { firstLook } from './first-look.ts'
import { claimsOfOthers, keptBetweenLaws } from './clean-up/kept-between-laws.ts'
import { deleteWhatStays } from './clean-up/delete-what-stays.ts'
import { keptByDeletes } from './clean-up/kept-by-deletes.ts'
import { kindsOf } from './world/kinds.ts'
import { byResource, firstOf } from './cases-by-resource.ts'
import type { LawRun } from './law-run.ts'
import { trialChangesNothing } from './laws/refusals/trial-changes-nothing.ts'
import { refusedCreateLeavesNothing } from './laws/refusals/refused-create-leaves-nothing.ts'
import { emptyPool } from './session/member-pool.ts'
import { withKnownKey } from './session/known-key.ts'
import { NoAnswer, NotVerified } from './session/not-verified.ts'
import { placeOfResource } from './session/place-of-resource.ts'
import type { PlannedLaw } from './plan-laws.ts'
import { reportOf } from './report-of.ts'
import type { LawSession } from './session/session.ts'
import { sweepClaims, sweepPatiently } from './clean-up/sweep-claims.ts'

/** The laws of a run before its first request. */
export interface Planning {
  readonly session: LawSession
  /** The selected cases. */
  readonly cases: readonly PlannedLaw[]
  readonly all: readonly PlannedLaw[]
}

/** The events of the laws of a run, case by case; the last event is the report. Members that the run creates are removed. */
export async function* lawEvents(
  run: LawRun,
  { session, cases, all }: Planning,
): AsyncGenerator<RunEvent, void, undefined> {
  const startedAt = new Date().toISOString()
  const started = performance.now()
  yield { type: 'start', target: run.target.name, seed: run.seed, cases: cases.length, lanes: 1 }
  const state: State = {
    run,
    session,
    started,
    results: new Map(),
    failed: 0,
    reason: undefined,
    cut: false,
    evidence: createEvidenceBudget(),
    knownBy: compileBaseline(run.baseline),
    causes: new Map(),
  }
  let leftBehind: readonly string[] = []
  try {
    state.reason = await firstLook(session)
    yield* runResources(byResource(firstOf(cases, run)), state)
  } finally {
    try {
      leftBehind = await cleanUp(session)
    } finally {
      await session.connection.principals.close()
      await run.target.close()
    }
  }
  const results = cases.flatMap(({ planned }) => state.results.get(planned.id) ?? [])
  yield {
    type: 'report',
    ...reportOf({
      run,
      session,
      cases,
      all,
      results,
      startedAt,
      durationMs: Math.round(performance.now() - started),
      reason: state.reason,
      cut: state.cut,
      leftBehind,
      endOfAnswers: await endOfAnswersIn(session.connection.breaker, run.outputIn),
    }),
  }
}

/** Removes the members of the run. Returns the sentences about those that are left. */
async function cleanUp(session: LawSession): Promise<readonly string[]> {
  const unremoved = await sweepPatiently(session)
  await deleteWhatStays(session)
  return [...unremoved, ...(await keptByDeletes(session))]
}

interface State {
  readonly run: LawRun
  readonly session: LawSession
  readonly started: number
  readonly results: Map<string, Result>
  readonly evidence: ReturnType<typeof createEvidenceBudget>
  readonly knownBy: KnownBy
  /** The count of results so far by cause. */
  readonly causes: Map<string, number>
  failed: number
  reason: string | undefined
  cut: boolean
}

/** The laws of answers come last: a law may send requests to another resource than its own, such as a delete of what its members name. */
async function* runResources(
  groups: readonly (readonly PlannedLaw[])[],
  state: State,
): AsyncGenerator<RunEvent, void, undefined> {
  for (const group of groups) yield* runResource(group, state)
  for (const group of groups) yield* judgeAnswers(group, state)
}

/** The laws of one resource, one after another; then its members go. */
async function* runResource(cases: readonly PlannedLaw[], state: State): AsyncGenerator<RunEvent, void, undefined> {
  const { session } = state
  for (const planned of cases) {
    if (!('check' in planned.law)) continue
    if (isOver(state)) break
    yield { type: 'case', id: planned.planned.id, title: planned.planned.title }
    yield await finish(planned, await tryLaw(planned, state), state)
  }
  await sweepClaims([...session.claims.open.values()], session)
  // The law of a create whose member was found this late has ended.
  session.claims.stored.splice(0)
  emptyPool(session.pool)
}

/** The laws of answers of one resource, with what all answers have shown. */
async function* judgeAnswers(cases: readonly PlannedLaw[], state: State): AsyncGenerator<RunEvent, void, undefined> {
  const { session } = state
  for (const planned of cases) {
    if ('check' in planned.law || (isOver(state) && !session.judgements.findings.has(planned.planned.id))) continue
    yield await finish(
      planned,
      { ...recordOfAnswers(planned, session), startMs: performance.now() - state.started, durationMs: 0 },
      state,
    )
  }
}

function isOver(state: State): boolean {
  const { run, session } = state
  state.reason ??= session.connection.breaker.reason()
  if (session.connection.signal.aborted) return true
  if (state.reason !== undefined) return true
  if (run.bail !== undefined && state.failed >= run.bail) {
    state.reason = `stopped by --bail after ${state.failed} failed ${state.failed === 1 ? 'case' : 'cases'}`
    return true
  }
  state.cut ||= session.budget.isUsed()
  return state.cut
}

interface Tried extends CaseRecord {
  readonly skipped?: string
  readonly inconclusive?: string
  readonly startMs: number
  readonly durationMs: number
}

/** Checks a law, then removes what it created, but for members that laws share. */
async function tryLaw(planned: PlannedLaw, state: State): Promise<Tried> {
  const { session } = state
  const { law, resource, level, open } = planned
  const record = createRecord()
  const begun = performance.now()
  const startMs = begun - state.started
  const done = (more: Pick<Tried, 'skipped' | 'inconclusive'> = {}): Tried => ({
    ...record,
    ...more,
    startMs,
    durationMs: performance.now() - begun,
  })
  if (open !== undefined || !('check' in law)) return done(open === undefined ? {} : { skipped: open })
  const before = claimsOfOthers(session)
  try {
    await law.check(createWorld({ law, resource: withKnownKey(resource, session.learned), level }, record, session))
    if (session.connection.signal.aborted) return done({ inconclusive: INTERRUPTED })
    const { isJudged, failedAt } = record
    const isIdle = isJudged !== true && law.declared === undefined && law.onlyLooks !== true
    return done(isIdle ? { skipped: failedAt ?? 'no answer told whether the law is kept' } : {})
  } catch (error) {
    if (error instanceof NotVerified) return done({ skipped: error.message })
    if (error instanceof NoAnswer) return done({ inconclusive: error.message })
    throw error
  } finally {
    // With few keys, members that laws share would leave none for the next law.
    if (kindsOf({ resource, document: session.document }).length > 1) session.pool.several.clear()
    const shared = keptBetweenLaws(session.pool)
    await sweepClaims(
      [...session.claims.open.values()].filter(({ n }) => !before.has(n) && !shared.has(n)),
      session,
    )
    noteStored(resource, record, session)
  }
}

/** Answers of a server or a proxy that was not ready, which say nothing about the create. */
const NOT_READY = new Set([408, 425, 429])

/** A member that a refused create has stored, or one that was only tried, is a finding of the law that made the create. */
function noteStored(resource: Resource, record: CaseRecord, { claims: { stored }, document }: LawSession): void {
  for (const { status, asked, exchange, at, resource: subject } of stored.splice(0)) {
    if (NOT_READY.has(status)) continue
    const isTrial = status >= 200 && status < 300
    const { id: law, level } = isTrial ? trialChangesNothing : refusedCreateLeavesNothing
    const what = isTrial ? 'a create that is only tried' : 'a refused create'
    const problem = {
      signature: 'kept',
      message: `expected no member from ${what}, got one at ${at} (${asked} was answered ${status})`,
      at: 'body#',
      expected: 'no such member',
      actual: 'a member',
    }
    const location = placeOfResource(resource, document)
    noteProblem(record, problem, { law, level, ownLevel: level, subject, location, exchange })
  }
}

/** The findings of a law of answers; skipped where no answer was judged by it. */
function recordOfAnswers({ planned, law, open }: PlannedLaw, session: LawSession): CaseRecord & Pick<Tried, 'skipped'> {
  if (open !== undefined) return { ...createRecord(), skipped: open }
  const record = session.judgements.findings.get(planned.id)
  if (record !== undefined) return record
  return [...session.judgements.requirements.values()].some((ids) => ids.has(law.id))
    ? createRecord()
    : { ...createRecord(), skipped: 'no answer met the condition of this law' }
}

async function finish({ planned }: PlannedLaw, tried: Tried, state: State): Promise<RunEvent> {
  const { run, session, evidence, knownBy, causes } = state
  await noteOutput(tried, run.outputIn, causes)
  for (const cause of new Set(tried.findings.map((finding) => finding.cause)))
    causes.set(cause, (causes.get(cause) ?? 0) + 1)
  const { skipped, inconclusive, findings, exchanges, startMs, durationMs } = tried
  // A law that has found something and then cannot go on has found it.
  const isSkipped = skipped !== undefined && findings.length === 0
  const unmarked = toResult(
    {
      planned,
      attempt: {
        findings,
        exchanges,
        counterexample: undefined,
        inconclusive,
        skipped: isSkipped ? skipped : undefined,
      },
      times: { lane: 1, startMs: Math.round(startMs), durationMs: Math.round(durationMs) },
      flaky: false,
    },
    {
      target: run.target.name,
      secrets: session.connection.secrets,
      seed: run.seed,
      command: run.command ?? 'conform',
      replayFlags: run.replayFlags ?? '',
      verbose: run.verbose === true,
      evidence,
    },
  )
  const result = markKnown(unmarked, knownBy, run.level)
  if (result.findings.some((finding) => isGating(finding, run.level))) state.failed += 1
  state.results.set(planned.id, result)
  return { type: 'result', result }
}
