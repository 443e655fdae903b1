import type { BudgetLimit } from './budget-report.ts'

/** A budget in words, such as `2,000 requests` or `60 s`. */
export function budgetText({ requests, ms }: BudgetLimit): string {
  const time = ms === undefined ? [] : [ms % 1000 === 0 ? `${ms / 1000} s` : `${ms} ms`]
  const count =
    requests === undefined ? [] : [requests === 1 ? '1 request' : `${requests.toLocaleString('en')} requests`]
  return [...count, ...time].join(' and ')
}

/** The reason of a requirement that a budget left out. */
export function withinBudget(limit: BudgetLimit): string {
  return `not reached within the budget of ${budgetText(limit)}`
}
