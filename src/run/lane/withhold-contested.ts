import type { Attempt } from '../session/attempt.ts'
import type { RunPlan } from '../session/run-plan.ts'

/** Withholds the findings of a case while another run, known by its ledger, writes to the same group: they show no fault. */
export function withholdFromOtherRun(attempt: Attempt, { otherRun }: RunPlan): boolean {
  if (attempt.findings.every(({ level }) => level === 'observe')) return false
  const ledger = otherRun?.(attempt.lane.group.id)
  if (ledger === undefined) return false
  withhold(
    attempt,
    `another run writes to the group ${attempt.lane.group.id}, with the ledger ${ledger}; use a group for each run`,
  )
  return true
}

/**
 * Withholds a failure that did not repeat where another client writes to the group at the same time: it shows no fault. Returns
 * false where no other client is known.
 */
export function withholdContested(attempt: Attempt): boolean {
  const { ceded } = attempt.lane.group
  if (ceded.size === 0) return false
  withhold(attempt, `the failure did not repeat, and another client writes to the group: ${[...ceded].join(', ')}`)
  return true
}

/** An attempt whose findings are withheld verifies nothing either. */
function withhold(attempt: Attempt, reason: string): void {
  attempt.findings.length = 0
  attempt.judged.clear()
  attempt.violated.clear()
  attempt.inconclusive = reason
}
