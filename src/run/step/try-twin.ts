import { isApplicable } from '../../judge/judge.ts'
import { KINDS } from '../../judge/kinds.ts'
import type { PlannedStep } from '../../plan/planned-case.ts'
import { type Attempt, isOver } from '../session/attempt.ts'
import type { ObservedExchange } from '../session/observed-exchange.ts'
import { fire } from './fire.ts'
import type { Session } from '../session/session.ts'

interface Trying {
  readonly attempt: Attempt
  readonly session: Session
}

/**
 * Sends the twin of a request after an expected refusal. A refusal counts only if the target accepts the mended request, and only if
 * the refusal is judged.
 */
export async function tryTwin(
  { twin, expect }: PlannedStep,
  observed: ObservedExchange,
  { attempt, session }: Trying,
): Promise<void> {
  if (twin === undefined || isOver(attempt) || session.signal.aborted) return
  const due = expect.some(
    (one) =>
      KINDS[one.kind]?.refuses?.(one.value, observed) === true &&
      isApplicable(one, observed) &&
      session.contract.requirements[one.requirement]?.level !== 'observe',
  )
  if (due) await fire(twin, attempt, session)
}
