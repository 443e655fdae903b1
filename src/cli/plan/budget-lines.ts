import { budgetSentences, budgetText } from '../../../reporters/text/budget.ts'
import { readKills } from '../../bundle/order-files.ts'
import { countKnownFaults } from '../../plan/order/count-known-faults.ts'
import type { CaseEstimate } from '../../plan/order/estimate.ts'
import { foreseeCut } from '../../plan/order/foresee-cut.ts'
import type { BudgetLimit } from '../../report/budget-report.ts'
import { orderOfRun } from './order-of-run.ts'
import type { Planned } from './plan-from-flags.ts'

/** An assumption about the target, in words, and the requests that fit into a second under it. */
export interface AssumedRate {
  readonly condition: string
  readonly perSecond: number
}

/** Lines about a budget: what a run is expected to leave out, and how many known faults the rest finds. */
export function budgetLines(
  planned: Planned,
  estimates: readonly CaseEstimate[],
  { budget, rates }: { readonly budget: BudgetLimit; readonly rates: readonly AssumedRate[] },
): readonly string[] {
  const order = orderOfRun(planned)
  const kills = readKills(planned.bundle)
  const { requests = Infinity, ms } = budget
  const cuts =
    ms === undefined
      ? [{ condition: '', requests }]
      : rates.map(({ condition, perSecond }) => ({
          condition: ` ${condition}`,
          requests: Math.min(requests, (perSecond * ms) / 1000),
        }))
  const running = new Set(estimates.map(({ planned: { id } }) => id))
  return cuts.flatMap(({ condition, requests: most }) => {
    const { leftOut, shortened, tried } = foreseeCut(estimates, order, most)
    const knownFaults =
      kills === undefined
        ? undefined
        : countKnownFaults(kills, {
            isWithinReach: (row) => running.has(row),
            isTried: (row, value) => tried.get(row)?.has(value) === true,
          })
    const [rest = '', ...found] = budgetSentences({
      leftOut,
      shortened,
      ...(knownFaults === undefined ? {} : { knownFaults }),
    })
    const about = leftOut.length + shortened.length === 0 ? '' : 'about '
    return [
      `budget     ${budgetText(budget)}${condition}: ${about}${rest}`,
      ...found.map((sentence) => `           ${sentence}`),
    ]
  })
}
