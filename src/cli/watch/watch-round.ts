import type { FailedCase } from '../../report/failures.ts'
import type { Report } from '../../report/report.ts'

/** One run of a watched series. */
export interface WatchRound {
  /** The seed of all rounds without a seed of the user, so that rounds differ by the server alone. */
  readonly seed: number
  /** Aborted to end the round with its clean-up and without a report. */
  readonly ended: AbortSignal
  /** The failures of earlier rounds; undefined in the first round, where the record of the last run has them. */
  readonly failures: readonly FailedCase[] | undefined
  /** True to fire in the order of the plan, instead of failed cases first. */
  readonly inOrder: boolean
  /** True if the person confirmed the first round. */
  readonly confirmed: boolean
  /** Called when the run is confirmed, before its first request. */
  readonly onStart: () => void
  readonly onReport: (report: Report) => void
}
