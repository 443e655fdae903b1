import { holds } from '../judge/condition.ts'
import type { PlannedCase, PlannedStep } from '../plan/planned-case.ts'
import { valueAt } from '../source/pointer.ts'
import { type Attempt, createAttempt, isOver } from './attempt.ts'
import { cleanUp } from './clean-up.ts'
import { fire, type Seen } from './fire.ts'
import type { Lane, Session } from './session.ts'
import { setUp } from './set-up.ts'
import { takeWalk } from './take-walk.ts'

/** Tries a case once: set-up, steps, clean-up, the last of them whatever happens. */
export async function runCase(planned: PlannedCase, lane: Lane, session: Session): Promise<Attempt> {
  const attempt = createAttempt(lane, claimedBy(planned))
  attempt.skipped = reasonToSkip(planned, lane)
  if (attempt.skipped !== undefined) return attempt
  try {
    const { setUps, steps } = planned.draw()
    await setUp(planned, setUps, { attempt, session })
    for (const step of steps) {
      if (isOver(attempt) || session.signal.aborted) break
      await takeStep(step, attempt, session)
    }
    if (session.signal.aborted) attempt.inconclusive ??= 'the run was interrupted'
  } finally {
    await cleanUp(planned, attempt, session)
  }
  return attempt
}

function claimedBy({ given }: Pick<PlannedCase, 'given'>): readonly string[] {
  return [...given.absent, ...given.configured]
}

/** What was there before the run is never written: a case that would need to is skipped. */
function reasonToSkip({ given }: PlannedCase, { group, other }: Lane): string | undefined {
  const taken = claimedBy({ given }).find((key) => group.foreign.has(key))
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
  const branch = step.then.find(({ when }) => when === undefined || holds(when, seen))
  if (branch !== undefined && !isOver(attempt) && !session.signal.aborted) await takeStep(branch, attempt, session)
}

async function act(step: PlannedStep, attempt: Attempt, session: Session): Promise<Seen | undefined> {
  if (step.walk !== undefined) return takeWalk(step.walk, step.expect, { attempt, session })
  if (step.request === undefined) return undefined
  return fire({ request: step.request, expect: step.expect, snapshots: step.snapshots }, attempt, session)
}
