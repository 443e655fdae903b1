import type { Contract } from '../contract/contract.ts'
import { estimateOnce } from './estimate.ts'
import type { PlannedCase } from './planned-case.ts'

/** The values of a property beyond the asked count, because boundaries come in addition, as a factor. */
const BOUNDARIES = 1.5

/**
 * The estimated requests of each case, without a count of boundaries: that count takes seconds, and a run must not wait for it. The
 * rows of one case share one estimate.
 */
export function roughRequests(
  cases: readonly PlannedCase[],
  { contract, runs }: { readonly contract: Contract; readonly runs: number },
): readonly number[] {
  const known = new Map<string, number>()
  return cases.map((planned) => {
    const once = known.get(planned.template) ?? estimateOnce(planned, contract).expected
    known.set(planned.template, once)
    const { property } = planned
    return property === undefined || property.path !== undefined ? once : once * runs * BOUNDARIES
  })
}
