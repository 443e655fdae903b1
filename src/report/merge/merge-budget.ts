import { readPlaces } from '../places.ts'
import type { BudgetReport } from '../budget-report.ts'
import type { ShardOfRun } from './shard-of-run.ts'

/** The budget of all shards: their requests add up, and their times run side by side. Undefined for a run without a budget. */
export function mergeBudget(shards: readonly ShardOfRun[]): BudgetReport | undefined {
  const budgets = shards.flatMap(({ budget }) => budget ?? [])
  const [first] = budgets
  if (first === undefined) return undefined
  const { requests, ms } = first
  return {
    ...(requests === undefined ? {} : { requests: budgets.reduce((sum, one) => sum + (one.requests ?? 0), 0) }),
    ...(ms === undefined ? {} : { ms }),
    leftOut: budgets.flatMap(({ leftOut }) => leftOut),
    shortened: budgets.flatMap(({ shortened }) => shortened),
    ...mergeFaults(shards),
  }
}

/** A fault counts once, however many shards find it. */
function mergeFaults(shards: readonly ShardOfRun[]): Pick<BudgetReport, 'knownFaults'> {
  const faults = shards.flatMap(({ shard }) => shard.knownFaults ?? [])
  if (faults.length < shards.length) return {}
  const count = (part: 'withinReach' | 'found'): number =>
    new Set(faults.flatMap((one) => readPlaces(one[part]) ?? [])).size
  return { knownFaults: { withinReach: count('withinReach'), found: count('found') } }
}
