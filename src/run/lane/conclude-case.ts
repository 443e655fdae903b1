import { ask } from '../../group/discover.ts'
import type { GroupState } from '../../group/group-state.ts'
import { plain } from '../../plan/plain-request.ts'
import { isGating } from '../../report/gating.ts'
import { markKnown } from '../../report/mark-known.ts'
import type { Result } from '../../report/report.ts'
import { toResult } from '../../report/to-result.ts'
import { maskText } from '../../secrets/evidence.ts'
import type { EndedCase } from './do-work.ts'
import { mergeJudged } from '../session/judged.ts'
import { noteOutput } from './note-output.ts'
import { passesOnRetry } from './retry.ts'
import type { Lane, Session } from '../session/session.ts'
import { placeOf, type SupervisedRun } from './supervision.ts'
import { withholdContested, withholdFromOtherRun } from './withhold-contested.ts'

/** Reports the result of a case, and decides whether the run goes on. */
export async function conclude(ended: EndedCase, lane: Lane, running: SupervisedRun): Promise<void> {
  const { state, session, plan, emit } = running
  const result = await resultOf(ended, lane, running)
  if (isCutOff(result, session)) return
  state.results.set(result.id, result)
  emit({ type: 'result', result })
  session.outcome.hasPassed ||= result.status === 'pass'
  if (result.findings.some((finding) => isGating(finding, plan.level))) state.failed += 1
  if (plan.bail !== undefined && state.failed >= plan.bail)
    state.reason ??= `stopped by --bail after ${state.failed} failed case${state.failed === 1 ? '' : 's'}`
  state.reason ??= (await brokenOff(lane, session)) ?? masked(state.unreadable.reason(), session)
}

/** True if the interruption alone left the case without a verdict: the case then counts as not reached. */
function isCutOff({ status, findings }: Result, { signal }: Session): boolean {
  return signal.aborted && status === 'inconclusive' && findings.every(({ level }) => level === 'observe')
}

/** The reason to end a run whose target stopped answering, or refuses the owner for longer than a while. */
async function brokenOff({ group }: Lane, session: Session): Promise<string | undefined> {
  const { breaker, clock, signal } = session
  if (breaker.refusesOwner()) {
    await clock.sleep(A_WHILE, signal)
    if (await isOwnerAccepted(group, session)) breaker.acceptOwner()
  }
  return masked(breaker.reason(), session)
}

/** The time after which an answer to somebody else may have left a cache of the target, in milliseconds. */
const A_WHILE = 1_000

async function isOwnerAccepted(group: GroupState, session: Session): Promise<boolean> {
  const listed = await ask(plain({ operation: 'list' }), group, session)
  return typeof listed !== 'string' && listed.response.status < 300
}

/** A reason may name a path, and a path may hold a secret. */
function masked(reason: string | undefined, { secrets }: Session): string | undefined {
  return reason === undefined ? undefined : maskText(reason, secrets)
}

async function resultOf(
  { planned, attempt }: EndedCase,
  lane: Lane,
  { plan, session, lanes, state }: SupervisedRun,
): Promise<Result> {
  const contested = withholdFromOtherRun(attempt, plan)
  const started = performance.now()
  const { knownBy } = state
  const passedAgain = !contested && (await passesOnRetry(planned, { attempt, lane, session, knownBy, allowed: state }))
  const flaky = passedAgain && !withholdContested(attempt)
  state.unreadable.note(attempt)
  for (const key of attempt.touched) state.writers.set(placeOf({ group: lane.group.id, key }), planned.id)
  // Only a failure is retried: all else here takes no time of the target.
  const isFailed = attempt.findings.some(({ level }) => level === 'must')
  const times = state.times.of(planned.id, isFailed ? performance.now() - started : 0)
  await noteOutput(attempt, plan.outputIn, session.causes)
  for (const cause of new Set(attempt.findings.map((finding) => finding.cause)))
    session.causes.set(cause, (session.causes.get(cause) ?? 0) + 1)
  mergeJudged(state.judged, attempt.judged)
  mergeJudged(state.violated, attempt.violated)
  const result = toResult(
    { planned, attempt, times: { lane: lanes.indexOf(lane) + 1, ...times }, flaky },
    {
      target: plan.target.name,
      secrets: session.secrets,
      seed: planned.drawnAt ?? plan.seed,
      command: plan.command ?? 'conform',
      replayFlags: plan.replayFlags ?? '',
      verbose: plan.verbose === true,
      evidence: state.evidence,
    },
  )
  return markKnown(result, knownBy, plan.level)
}
