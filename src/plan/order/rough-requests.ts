import { hasManyValues } from './property-portions.ts'
import type { Contract } from '../../contract/contract.ts'
import { estimateOnce, estimateShared } from './estimate.ts'
import type { PlannedCase } from '../planned-case.ts'

/** The values of a property by default, boundaries included, as a count. */
const VALUES = 75

/**
 * The estimated requests of each case, without a count of boundaries: that count takes seconds, and a run must not wait for it. The
 * rows of one case share one estimate.
 */
export function roughRequests(
  cases: readonly PlannedCase[],
  { contract, runs }: { readonly contract: Contract; readonly runs: number | undefined },
): readonly number[] {
  const known = new Map<string, number>()
  const rows = new Map<string, number>()
  for (const { template } of cases) rows.set(template, (rows.get(template) ?? 0) + 1)
  return cases.map((planned) => {
    const { property, template } = planned
    const isAlone = property === undefined ? rows.get(template) === 1 : !hasManyValues(planned)
    const once =
      known.get(template) ?? (isAlone ? estimateOnce(planned, contract).expected : estimateShared(planned, contract))
    known.set(template, once)
    return hasManyValues(planned) ? once * (VALUES + (runs ?? 0)) : once
  })
}
