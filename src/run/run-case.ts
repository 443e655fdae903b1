import { drawCase } from '../plan/draw-case.ts'
import { holds } from '../judge/reading/condition.ts'
import type { PlannedCase, PlannedStep } from '../plan/planned-case.ts'
import type { Example } from '../draw/property-source.ts'
import { valueAt } from '../json/pointer.ts'
import { type Attempt, createAttempt, isOver } from './attempt.ts'
import { cleanUp } from './clean-up.ts'
import { fire } from './fire.ts'
import type { Seen } from './exchange.ts'
import { refreshForeignKeys } from '../group/concurrent-changes.ts'
import type { Lane, Session } from './session.ts'
import { setUp } from './set-up.ts'
import { takeWalk } from './take-walk.ts'
import { tryTwin } from './try-twin.ts'

export interface Running {
  readonly lane: Lane
  readonly session: Session
  /** Of a property: what it is tried with. */
  readonly example?: Example
  /** Whether the next example will find the same set-up: then what of it is as it was made may stay. */
  readonly keep?: true
}

/** Tries a case once: set-up, steps, clean-up, the last of them whatever happens. */
export async function runCase(planned: PlannedCase, { lane, session, example, keep }: Running): Promise<Attempt> {
  const attempt = createAttempt(lane, claimedBy(planned))
  await refreshForeignKeys(lane.group, session)
  if (lane.other !== undefined && planned.given.otherAbsent.length > 0) await refreshForeignKeys(lane.other, session)
  attempt.skipped = reasonToSkip(planned, lane)
  if (attempt.skipped !== undefined) return attempt
  const { setUps, steps } = drawCase(planned, session.contract, example)
  try {
    await setUp(planned, setUps, { attempt, session })
    for (const step of steps) {
      if (isOver(attempt) || session.signal.aborted) break
      await takeStep(step, attempt, session)
    }
    if (session.signal.aborted) attempt.inconclusive ??= 'the run was interrupted'
  } finally {
    await cleanUp(planned, attempt, { session, keep: keep === true ? setUps : [] })
  }
  return attempt
}

/** The keys that a case may write: those it claims, and the one it wants to have beside them. */
export function claimedBy({ given }: Pick<PlannedCase, 'given'>): readonly string[] {
  return [...given.absent, ...given.configured, ...given.beside]
}

/** What was there before the run is never written: a case that would need to is skipped. */
export function reasonToSkip({ given }: PlannedCase, { group, other }: Lane): string | undefined {
  const taken = [...given.absent, ...given.configured].find((key) => group.foreign.has(key))
  if (taken !== undefined && group.doubtful.has(taken))
    return `whether ${taken} is configured in the group already could not be told; what was there before the run is not touched`
  if (taken !== undefined)
    return `${taken} is configured in the group already; what was there before the run is not touched`
  const takenThere = given.otherAbsent.find((key) => other?.foreign.has(key) === true)
  return takenThere === undefined ? undefined : `${takenThere} is configured in the other group already`
}

async function takeStep(step: PlannedStep, attempt: Attempt, session: Session): Promise<void> {
  const seen = await act(step, attempt, session)
  if (seen === undefined) return
  for (const [name, from] of Object.entries(step.save)) {
    attempt.saved.set(name, from === 'text' ? seen.response.text : valueAt(seen.response.document, from))
  }
  await tryTwin(step, seen, { attempt, session })
  const branch = step.then.find(({ when }) => when === undefined || holds(when, seen))
  if (branch !== undefined && !isOver(attempt) && !session.signal.aborted) await takeStep(branch, attempt, session)
}

async function act(step: PlannedStep, attempt: Attempt, session: Session): Promise<Seen | undefined> {
  if (step.walk !== undefined) return takeWalk(step.walk, step.expect, { attempt, session })
  if (step.request === undefined) return undefined
  return fire({ request: step.request, expect: step.expect, snapshots: step.snapshots }, attempt, session)
}
