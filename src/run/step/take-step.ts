import { holds } from '../../judge/reading/condition.ts'
import type { Expectation } from '../../judge/judge.ts'
import { valueAt } from '../../json/pointer.ts'
import type { PlannedStep } from '../../plan/planned-case.ts'
import { type Attempt, isOver } from '../session/attempt.ts'
import { groupOf } from './exchange.ts'
import { fire } from './fire.ts'
import type { ObservedExchange } from '../session/observed-exchange.ts'
import type { Session } from '../session/session.ts'
import { takeMoment } from './take-moment.ts'
import { takeWalk } from './take-walk.ts'
import { tryTwin } from './try-twin.ts'

/** Takes a step of a case: its request or walk, its twin, and the branch for its answer. Returns the exchange of the step itself. */
export async function takeStep(
  step: PlannedStep,
  attempt: Attempt,
  session: Session,
): Promise<ObservedExchange | undefined> {
  const observed = await act(step, attempt, session)
  if (observed === undefined) return undefined
  for (const [name, from] of Object.entries(step.save)) {
    attempt.saved.set(name, from === 'text' ? observed.response.text : valueAt(observed.response.document, from))
  }
  await tryTwin(step, observed, { attempt, session })
  const branch = step.then.find(({ when }) => when === undefined || holds(when, observed))
  if (branch !== undefined && !isOver(attempt) && !session.signal.aborted) await takeStep(branch, attempt, session)
  return observed
}

async function act(step: PlannedStep, attempt: Attempt, session: Session): Promise<ObservedExchange | undefined> {
  if (step.together !== undefined) return takeMoment(step.together, step.expect, { attempt, session })
  if (step.walk !== undefined) return takeWalk(step.walk, step.expect, { attempt, session })
  if (step.request === undefined) return undefined
  const expect = [...step.expect, ...expectedInState(step, attempt)]
  return fire({ request: step.request, expect, snapshots: step.snapshots }, attempt, session)
}

/** The expectations for the state of the key before the request. None hold for a key whose state is not known. */
function expectedInState({ request, inState }: PlannedStep, attempt: Attempt): readonly Expectation[] {
  const group = request === undefined ? undefined : groupOf(request, attempt)
  const key = request?.key
  if (inState === undefined || group === undefined || key === undefined) return []
  if (group.doubtful.has(key) || group.foreign.has(key)) return []
  return inState[group.members.has(key) ? 'present' : 'absent']
}
