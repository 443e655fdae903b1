import type { Contract } from '../contract/contract.ts'
import { expectedRequests } from '../plan/order/estimate.ts'
import type { KnownKill } from '../plan/order/known-kill.ts'
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

/** Chooses among the kills of one fault. */
export type ChooseEarly = (kills: readonly Kill[]) => readonly KnownKill[]

/**
 * Chooses the kills that cost the fewest requests of their rows, the cheapest first. An order of a run is made of them. Each row is priced
 * once for all faults.
 */
export function chooseEarlyKills({ cases, contract }: Costing): ChooseEarly {
  const byId = new Map(cases.map((planned) => [planned.id, planned]))
  const costs = new Map<string, number>()
  const costOf = (planned: PlannedCase, value: number): number => {
    const name = `${planned.id} ${value}`
    const cost = costs.get(name) ?? expectedRequests(planned, contract, value) * (value + 1)
    costs.set(name, cost)
    return cost
  }
  return (kills) => {
    const priced = kills.flatMap(({ row, at }) => {
      const planned = byId.get(row)
      if (planned === undefined || at === undefined) return []
      return [{ row, ...at, template: planned.template, cost: costOf(planned, at.value) }]
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
}
