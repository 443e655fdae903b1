import type { BaselineEntry } from './baseline.ts'

/**
 * `known`: the failure is still there. `mended`: it is gone from each case that was looked at. `not-looked-at`: the cases were not
 * selected, skipped, inconclusive or hidden by another failure.
 */
export type BaselineStatus = 'known' | 'mended' | 'expired' | 'matches-nothing' | 'not-looked-at'

/** A baseline entry after a run. */
export interface BaselineEntryResult extends BaselineEntry {
  readonly status: BaselineStatus
  /** The ids of cases with the cause. */
  readonly failing: readonly string[]
  /** The ids of cases that no longer fail. */
  readonly passed: readonly string[]
  /** The ids of cases that fail with another cause, which may hide this one. */
  readonly open: readonly string[]
}

/** The baseline of a run. Entries that are mended, expired or without a match make the verdict `violates`, unless it is lenient. */
export interface BaselineReport {
  readonly file: string
  readonly lenient?: true
  readonly entries: readonly BaselineEntryResult[]
}
