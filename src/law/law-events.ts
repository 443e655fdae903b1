import type { RunEvent } from '../report/run-event.ts'
import { endOfAnswersIn } from '../run/lane/note-output.ts'
import { byResource, firstOf } from './cases-by-resource.ts'
import { deleteWhatStays } from './clean-up/delete-what-stays.ts'
import { keptByDeletes } from './clean-up/kept-by-deletes.ts'
import { sweepClaims, sweepPatiently } from './clean-up/sweep-claims.ts'
import { firstLook } from './first-look.ts'
import type { LawRun } from './law-run.ts'
import type { PlannedLaw } from './plan-laws.ts'
import { createProgress, noteEnd, noteResult, type LawProgress } from './progress.ts'
import { reportOf } from './report-of.ts'
import { emptyPool } from './session/member-pool.ts'
import type { LawSession } from './session/session.ts'
import { recordOfAnswers, tryLaw } from './try-law.ts'

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
  const progress = createProgress(run, session)
  yield { type: 'start', target: run.target.name, seed: run.seed, cases: cases.length, lanes: 1 }
  let leftBehind: readonly string[] = []
  try {
    progress.reason = await firstLook(session)
    yield* runResources(byResource(firstOf(cases, run)), progress)
  } finally {
    try {
      leftBehind = await cleanUp(session)
    } finally {
      await session.connection.principals.close()
      await run.target.close()
    }
  }
  const results = cases.flatMap(({ planned }) => progress.results.get(planned.id) ?? [])
  yield {
    type: 'report',
    ...reportOf({
      run,
      session,
      cases,
      all,
      results,
      startedAt,
      durationMs: Math.round(performance.now() - progress.started),
      reason: progress.reason,
      cut: progress.cut,
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

/** The laws of answers come last: a law may send requests to another resource than its own, such as a delete of what its members name. */
async function* runResources(
  groups: readonly (readonly PlannedLaw[])[],
  progress: LawProgress,
): AsyncGenerator<RunEvent, void, undefined> {
  for (const group of groups) yield* runResource(group, progress)
  for (const group of groups) yield* judgeAnswers(group, progress)
}

/** The laws of one resource, one after another; then its members go. */
async function* runResource(
  cases: readonly PlannedLaw[],
  progress: LawProgress,
): AsyncGenerator<RunEvent, void, undefined> {
  const { session } = progress
  for (const planned of cases) {
    if (!('check' in planned.law)) continue
    if (noteEnd(progress)) break
    yield { type: 'case', id: planned.planned.id, title: planned.planned.title }
    yield await noteResult(planned, await tryLaw(planned, session, progress.started), progress)
  }
  await sweepClaims([...session.claims.open.values()], session)
  // The law of a create whose member was found this late has ended.
  session.claims.stored.splice(0)
  emptyPool(session.pool)
}

/** The laws of answers of one resource, with what all answers have shown. */
async function* judgeAnswers(
  cases: readonly PlannedLaw[],
  progress: LawProgress,
): AsyncGenerator<RunEvent, void, undefined> {
  const { session } = progress
  for (const planned of cases) {
    if ('check' in planned.law || (noteEnd(progress) && !session.judgements.findings.has(planned.planned.id))) continue
    yield await noteResult(
      planned,
      { ...recordOfAnswers(planned, session), startMs: performance.now() - progress.started, durationMs: 0 },
      progress,
    )
  }
}
