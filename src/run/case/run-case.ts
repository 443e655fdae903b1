import { reasonToLeave } from '../step/reason-to-leave.ts'
import { drawCase } from '../../plan/draw/draw-case.ts'
import { KINDS } from '../../judge/kinds.ts'
import type { PlannedCase, PlannedStep } from '../../plan/planned-case.ts'
import type { Example } from '../../draw/property-source.ts'
import { type Attempt, createAttempt, isOver } from '../session/attempt.ts'
import { cleanUp } from '../step/clean-up.ts'
import { refreshForeignKeys, suspectChanges } from '../../group/concurrent-changes.ts'
import { foreignIn } from '../../group/protects-foreign.ts'
import { type Judged, mergeJudged } from '../session/judged.ts'
import type { Lane, Session } from '../session/session.ts'
import { setUp } from '../step/set-up.ts'
import { takeHistory } from '../step/take-history.ts'
import { takeStep } from '../step/take-step.ts'
import { usesOtherGroup } from '../../plan/order/writes.ts'

/** The place of a case, and the options of one attempt. */
export interface CaseContext {
  readonly lane: Lane
  readonly session: Session
  /** For a property: the drawn value of this attempt. */
  readonly example?: Example
  /** True if unchanged set-ups stay for the next example. */
  readonly keep?: true
  /** True for an example of a batch: members of set-ups may have other values, and snapshots are left to the batch. */
  readonly relaxed?: true
  /** For a case with rounds: the number of this attempt. Default: 1. */
  readonly round?: number
}

/**
 * Runs a case once: set-up, steps, clean-up. A change found against a remembered snapshot is confirmed: the case runs once more with
 * fresh snapshots.
 */
export async function runCase(planned: PlannedCase, context: CaseContext): Promise<Attempt> {
  if (planned.rounds !== undefined) return runRounds(planned, planned.rounds, context)
  const attempt = await tryUntilOpen(planned, context)
  const isChanged = attempt.findings.some(({ kind }) => KINDS[kind]?.gathers === 'snapshots')
  return attempt.recalls && isChanged ? tryCase(planned, context) : attempt
}

/**
 * Runs a case several times, since a race shows only now and then. Each attempt has a fresh state and secrets of its own. The first attempt
 * with a finding at must or should is the result. Without one, the result is the last attempt, or the last one that observed something.
 */
async function runRounds(planned: PlannedCase, rounds: number, context: CaseContext): Promise<Attempt> {
  let attempt = await tryUntilOpen(planned, context)
  const judged: Judged = new Map()
  mergeJudged(judged, attempt.judged)
  for (let round = 2; round <= rounds && !endsRounds(attempt) && !context.session.signal.aborted; round += 1) {
    const observed = attempt.findings.length > 0 ? attempt : undefined
    const next = await tryUntilOpen({ ...planned, seed: `${planned.seed}/${round}` }, { ...context, round })
    mergeJudged(judged, next.judged)
    attempt = endsRounds(next) || observed === undefined ? next : observed
  }
  mergeJudged(attempt.judged, judged)
  return attempt
}

/** True if another round is of no use: the attempt is over, met the time limit, or shows a violation. */
function endsRounds(attempt: Attempt): boolean {
  return isOver(attempt) || attempt.late || attempt.findings.some(({ level }) => level !== 'observe')
}

/**
 * Makes an attempt, and a second one where a closed connection left the first without a verdict: a server may close a connection that is idle at
 * the moment of a request. A target that closes because of the request does it again.
 */
async function tryUntilOpen(planned: PlannedCase, context: CaseContext): Promise<Attempt> {
  const attempt = await tryCase(planned, context)
  const { breaker, signal } = context.session
  const isLeftOpen = attempt.closed && attempt.inconclusive !== undefined
  return isLeftOpen && breaker.isAnswering() && !signal.aborted ? tryCase(planned, context) : attempt
}

/** Makes one attempt: set-up, steps and clean-up. The clean-up also follows an error. */
async function tryCase(planned: PlannedCase, context: CaseContext): Promise<Attempt> {
  const { lane, session, example, keep, relaxed = false, round = 1 } = context
  const isHistory = planned.property?.history !== undefined
  const attempt = createAttempt(lane, claimedBy(planned), { defers: relaxed || isHistory, round })
  await refreshForeign(planned, lane, session)
  attempt.skipped = reasonToSkip(planned, lane)
  if (attempt.skipped !== undefined) return attempt
  const { setUps, steps } = drawCase(planned, session.contract, example)
  try {
    await setUp(planned, setUps, { attempt, session, relaxed })
    await takeSteps(steps, { isHistory, attempt, session })
    if (session.signal.aborted) attempt.inconclusive ??= 'the run was interrupted'
  } finally {
    await cleanUp(planned, attempt, { session, keep: keep === true ? setUps : [], relaxed })
    if (attempt.findings.some(({ level }) => level === 'must')) suspectChanges(lane.group, session)
  }
  return attempt
}

interface Taking {
  readonly isHistory: boolean
  readonly attempt: Attempt
  readonly session: Session
}

async function takeSteps(steps: readonly PlannedStep[], { isHistory, attempt, session }: Taking): Promise<void> {
  if (isHistory) return takeHistory(steps, attempt, session)
  for (const step of steps) {
    if (isOver(attempt) || session.signal.aborted) break
    await takeStep(step, attempt, session)
  }
}

/** Looks for members that other clients have created, in the groups of a case. */
export async function refreshForeign(planned: PlannedCase, { group, other }: Lane, session: Session): Promise<void> {
  await refreshForeignKeys(group, session)
  if (other !== undefined && usesOtherGroup(planned)) await refreshForeignKeys(other, session)
}

/** The keys that a case claims in the group of its lane, for its clean-up. A history may write free keys too; see `keysToWriteIn`. */
export function claimedBy({ given }: Pick<PlannedCase, 'given'>): readonly string[] {
  return given.absent.concat(given.configured, given.beside)
}

/** The reason to skip a case: a claimed key exists already, and the run never writes members from before the run. */
export function reasonToSkip({ given }: PlannedCase, { group, other }: Lane): string | undefined {
  const existing = [...given.absent, ...given.configured].find((key) => group.foreign.has(key))
  if (existing !== undefined) return reasonToLeave(existing, group)
  const existingElsewhere = given.otherAbsent.find((key) => other?.foreign.has(key) === true)
  if (existingElsewhere !== undefined)
    return `${existingElsewhere} exists in the other group; the run never changes members from before the run`
  // A server may ignore the group of a request.
  const anywhere = foreignIn(group.groups, [...given.absent, ...given.configured, ...given.otherAbsent])
  return anywhere === undefined
    ? undefined
    : `${anywhere.key} exists in the group ${anywhere.id}; the run never changes members from before the run`
}
