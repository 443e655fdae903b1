import type { BudgetReport } from '../../src/report/budget-report.ts'
import { counted, grouped } from './wording.ts'

/** A budget in words, such as `2,000 requests` or `60 s`: the words of the reasons in the report. */
export function budgetText({ requests, ms }: Pick<BudgetReport, 'requests' | 'ms'>): string {
  const count = requests === undefined ? [] : [counted(requests, 'request')]
  const time = ms === undefined ? [] : [ms % 1000 === 0 ? `${ms / 1000} s` : `${ms} ms`]
  return [...count, ...time].join(' and ')
}

/** Sentences about the part of the plan that a budget left out, and what that means. */
export function budgetSentences({ leftOut, shortened, knownFaults }: BudgetReport): readonly string[] {
  const rest = [
    ...(leftOut.length === 0 ? [] : [`${counted(leftOut.length, 'case')} left out`]),
    ...(shortened.length === 0 ? [] : [`${counted(shortened.length, 'case')} tried with some values only`]),
  ]
  const found =
    knownFaults === undefined
      ? []
      : [
          `of the ${counted(knownFaults.withinReach, 'known fault')} of test servers within reach of these credentials, this selection finds ${grouped(knownFaults.found)}`,
        ]
  return [rest.length === 0 ? 'nothing left out' : rest.join(', '), ...found]
}
