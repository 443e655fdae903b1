import { isGating } from '../report/gating.ts'
import { markKnown } from '../report/mark-known.ts'
import { compileBaseline, type KnownBy } from '../report/baseline.ts'
import { createEvidenceBudget } from '../report/evidence-budget.ts'
import type { Result } from '../report/report.ts'
import type { RunEvent } from '../report/run-event.ts'
import { toResult } from '../report/to-result.ts'
import { noteOutput } from '../run/lane/note-output.ts'
import type { LawRun } from './law-run.ts'
import type { PlannedLaw } from './plan-laws.ts'
import type { LawSession } from './session/session.ts'
import type { Tried } from './try-law.ts'

/** The progress of a run of laws: its results, and the reason for its end. */
export interface LawProgress {
  readonly run: LawRun
  readonly session: LawSession
  /** The start of the run, in milliseconds by `performance.now()`. */
  readonly started: number
  /** The results so far, by case id. */
  readonly results: Map<string, Result>
  readonly evidence: ReturnType<typeof createEvidenceBudget>
  readonly knownBy: KnownBy
  /** The count of results so far by cause. */
  readonly causes: Map<string, number>
  /** The count of cases with a gating finding. */
  failed: number
  /** The reason for the end before the last case. */
  reason: string | undefined
  /** True where the budget left out a part. */
  cut: boolean
}

/** The progress before the first case. */
export function createProgress(run: LawRun, session: LawSession): LawProgress {
  return {
    run,
    session,
    started: performance.now(),
    results: new Map(),
    failed: 0,
    reason: undefined,
    cut: false,
    evidence: createEvidenceBudget(),
    knownBy: compileBaseline(run.baseline),
    causes: new Map(),
  }
}

/** True if no further case is tried. Notes why in `reason`, or in `cut` that the budget is used. */
export function noteEnd(progress: LawProgress): boolean {
  const { run, session } = progress
  progress.reason ??= session.connection.breaker.reason()
  if (session.connection.signal.aborted) return true
  if (progress.reason !== undefined) return true
  if (run.bail !== undefined && progress.failed >= run.bail) {
    progress.reason = `stopped by --bail after ${progress.failed} failed ${progress.failed === 1 ? 'case' : 'cases'}`
    return true
  }
  progress.cut ||= session.budget.isUsed()
  return progress.cut
}

/** Notes the result of a case. Returns its event. */
export async function noteResult({ planned }: PlannedLaw, tried: Tried, progress: LawProgress): Promise<RunEvent> {
  const { run, session, evidence, knownBy, causes } = progress
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
  if (result.findings.some((finding) => isGating(finding, run.level))) progress.failed += 1
  progress.results.set(planned.id, result)
  return { type: 'result', result }
}
