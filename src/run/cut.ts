import { expectedRequests } from '../plan/estimate.ts'
import type { PlannedCase } from '../plan/planned-case.ts'
import { MOST_ALIKE } from './do-work.ts'
import { missingNeed } from './missing-need.ts'
import type { RunPlan } from './run-plan.ts'
import type { Lane, Session } from './session.ts'

/** The indexes of the tried values of a property; `all` for a case that has ended. */
export type Tried = ReadonlySet<number> | 'all'

/** True where the budget has room for a case, or for one value of a property: a property can be left between two values. */
export function fits(planned: PlannedCase, { budget, contract }: Session): boolean {
  return !budget.isLimited || budget.allows(expectedRequests(planned, contract))
}

/** The count of further rows, which share the set-up of a case, that the budget has room for. */
export function alikeWithin(planned: PlannedCase, { budget, contract }: Session): number {
  if (!budget.isLimited) return MOST_ALIKE
  const cost = expectedRequests(planned, contract)
  let rows = 0
  while (rows < MOST_ALIKE && budget.allows(cost * (rows + 2))) rows += 1
  return rows
}

/** The ids of cases that no lane can run, because a need is not met. Only a report with a budget asks for them. */
export function unmetIn(plan: RunPlan, [lane]: readonly Lane[]): ReadonlySet<string> {
  if (plan.budget === undefined || lane === undefined) return new Set()
  return new Set(plan.cases.flatMap(({ id, needs }) => (missingNeed(needs, plan, lane) === undefined ? [] : [id])))
}
