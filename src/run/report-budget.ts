import { countKnownFaults } from '../plan/count-known-faults.ts'
import type { BudgetReport, Report } from '../report/report.ts'
import { notReached } from '../report/verdict.ts'
import type { Tried } from './cut.ts'
import type { RunPlan } from './run-plan.ts'
import type { Supervised } from './supervise.ts'

/** The part of the plan that the budget left out, and the known faults that the rest finds. Empty for a run without a budget. */
export function reportBudget(
  { budget, cases, knownKills }: Pick<RunPlan, 'budget' | 'cases' | 'knownKills'>,
  { results, tried, unmet }: Pick<Supervised, 'results' | 'tried' | 'unmet'>,
): Pick<Report, 'budget'> {
  if (budget === undefined) return {}
  const selected = new Set(cases.map(({ id }) => id))
  const skipped = new Set(results.flatMap(({ id, status }) => (status === 'skip' ? [id] : [])))
  const shortened = [...tried].flatMap(([id, values]) =>
    values === 'all' || skipped.has(id) || values.size === 0 ? [] : [id],
  )
  const knownFaults =
    knownKills === undefined
      ? undefined
      : countKnownFaults(knownKills, {
          isWithinReach: (row) => selected.has(row) && !skipped.has(row) && !unmet.has(row),
          isTried: (row, value) => isTried(tried.get(row), value),
        })
  const report: BudgetReport = {
    ...budget,
    leftOut: notReached(cases, results).map(({ id }) => id),
    shortened,
    ...(knownFaults === undefined ? {} : { knownFaults }),
  }
  return { budget: report }
}

function isTried(values: Tried | undefined, value: number): boolean {
  return values === 'all' || values?.has(value) === true
}
