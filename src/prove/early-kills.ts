import type { Contract } from '../contract/contract.ts'
import { expectedRequests } from '../plan/estimate.ts'
import type { KnownKill } from '../plan/known-kill.ts'
import type { PlannedCase } from '../plan/planned-case.ts'
import type { Kill } from './firing-result.ts'

/** The most early kills of a fault, and the most of them by rows of one case: further rows of a case tell an order little. */
const MOST = 16
const MOST_OF_CASE = 2

/** The inputs that tell what a kill costs. */
interface Costing {
  readonly cases: readonly PlannedCase[]
  readonly contract: Contract
}

/** The kills of a fault that cost the fewest requests, the cheapest first. An order of a run is made of them. */
export function earlyKills(kills: readonly Kill[], { cases, contract }: Costing): readonly KnownKill[] {
  const byId = new Map(cases.map((planned) => [planned.id, planned]))
  const priced = kills.flatMap(({ row, at }) => {
    const planned = byId.get(row)
    if (planned === undefined || at === undefined) return []
    return [
      { row, ...at, template: planned.template, cost: expectedRequests(planned, contract, at.value) * (at.value + 1) },
    ]
  })
  const chosen: KnownKill[] = []
  const ofCase = new Map<string, number>()
  for (const { row, value, request, template } of priced.toSorted((one, other) => one.cost - other.cost)) {
    const taken = ofCase.get(template) ?? 0
    if (taken === MOST_OF_CASE) continue
    ofCase.set(template, taken + 1)
    if (chosen.push({ row, value, request }) === MOST) break
  }
  return chosen
}
