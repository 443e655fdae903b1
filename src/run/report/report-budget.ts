import { type Reach, reachKnownFaults } from '../../plan/order/count-known-faults.ts'
import type { BudgetReport } from '../../report/budget-report.ts'
import type { Report } from '../../report/report.ts'
import { notReached } from '../../report/verdict.ts'
import type { TriedValues } from '../session/cut.ts'
import type { RunPlan } from '../session/run-plan.ts'
import type { Supervised } from '../lane/supervise.ts'

/** The part of the plan that the budget left out, and the known faults that the rest finds. Empty for a run without a budget. */
export function reportBudget(
  plan: Pick<RunPlan, 'budget' | 'cases' | 'knownKills'>,
  supervised: Pick<Supervised, 'results' | 'tried' | 'unmet'>,
): Pick<Report, 'budget'> {
  const { budget, cases } = plan
  if (budget === undefined) return {}
  const { results, tried } = supervised
  const skipped = skippedIn(supervised)
  const shortened = [...tried].flatMap(([id, values]) =>
    values === 'all' || skipped.has(id) || values.size === 0 ? [] : [id],
  )
  const faults = knownFaultsOf(plan, supervised)
  const report: BudgetReport = {
    ...budget,
    leftOut: notReached(cases, results).map(({ id }) => id),
    shortened,
    ...(faults === undefined
      ? {}
      : { knownFaults: { withinReach: faults.withinReach.length, found: faults.found.length } }),
  }
  return { budget: report }
}

/** The known faults that a run with a budget can find and those that it would have found; undefined without a record. */
export function knownFaultsOf(
  { budget, cases, knownKills }: Pick<RunPlan, 'budget' | 'cases' | 'knownKills'>,
  supervised: Pick<Supervised, 'results' | 'tried' | 'unmet'>,
): ReturnType<typeof reachKnownFaults> | undefined {
  if (budget === undefined || knownKills === undefined) return undefined
  const { tried, unmet } = supervised
  const skipped = skippedIn(supervised)
  const selected = new Set(cases.map(({ id }) => id))
  const reach: Reach = {
    isWithinReach: (row) => selected.has(row) && !skipped.has(row) && !unmet.has(row),
    isTried: (row, value) => isTried(tried.get(row), value),
  }
  return reachKnownFaults(knownKills, reach)
}

function skippedIn({ results }: Pick<Supervised, 'results'>): ReadonlySet<string> {
  return new Set(results.flatMap(({ id, status }) => (status === 'skip' ? [id] : [])))
}

function isTried(values: TriedValues | undefined, value: number): boolean {
  return values === 'all' || values?.has(value) === true
}
