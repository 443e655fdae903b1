import { expectedRequests } from '../../plan/order/estimate.ts'
import type { PlannedCase } from '../../plan/planned-case.ts'
import { missingNeed } from './missing-need.ts'
import type { RunPlan } from './run-plan.ts'
import type { Lane, Session } from './session.ts'

/** The indexes of the tried values of a property; `all` for a case that has ended. */
export type TriedValues = ReadonlySet<number> | 'all'

/** True where the budget has room for a case, or for one value of a property: a property can be left between two values. */
export function fits(planned: PlannedCase, { budget, contract }: Session): boolean {
  return !budget.isLimited || budget.allows(expectedRequests(planned, contract, DEAREST) + UNKNOWN_STATE)
}

/** The index of the value that sends most: the first histories are tours. */
const DEAREST = 0

/** The request that a first snapshot takes beyond the expected ones, where the state of the group is not known. */
const UNKNOWN_STATE = 1

/**
 * The count of rows or examples of a case, at most `most`, that the budget has room for. Those of a batch may be sent twice: a failure is
 * looked at again alone.
 */
export function affordableCount(planned: PlannedCase, { budget, contract }: Session, most: number): number {
  if (!budget.isLimited) return most
  const cost = expectedRequests(planned, contract, DEAREST)
  let count = budget.allows(cost + UNKNOWN_STATE) ? 1 : 0
  while (count > 0 && count < most && budget.allows(2 * cost * (count + 1))) count += 1
  return count
}

/**
 * Sets aside the requests of what `affordableCount` has counted, as long as work goes on: another lane may begin meanwhile. Requests that
 * were sent already count twice until the end of the work. So lanes together stay within the budget.
 */
export async function withReserved<T>(
  { planned, count }: { readonly planned: PlannedCase; readonly count: number },
  { budget, contract }: Session,
  work: () => Promise<T>,
): Promise<T> {
  if (!budget.isLimited) return work()
  const cost = expectedRequests(planned, contract, DEAREST)
  const release = budget.setAside(count === 1 ? cost + UNKNOWN_STATE : 2 * cost * count)
  try {
    return await work()
  } finally {
    release()
  }
}

/** The needs that are not met, by the ids of the cases that no lane can run for them. Only a report with a budget asks for them. */
export function unmetIn(plan: RunPlan, [lane]: readonly Lane[]): ReadonlyMap<string, string> {
  if (plan.budget === undefined || lane === undefined) return new Map()
  const pairs = plan.cases.map(({ id, needs }) => [id, missingNeed(needs, plan, lane)] as const)
  return new Map(pairs.flatMap(([id, need]) => (need === undefined ? [] : [[id, need]])))
}
