import type { FailedCase } from './failures.ts'
import { failuresOf, isJudged } from './failures.ts'
import type { Report } from './report.ts'

/** What became of the failures of an earlier run. Causes are ids. */
export interface Since {
  /** The causes whose cases were all fired again and passed. */
  readonly gone: readonly string[]
  /** The ids of the cases that were fired again and passed. */
  readonly passed: readonly string[]
  /** The causes that a case still shows, or that a case showed which was not judged again. */
  readonly left: readonly string[]
  /** The causes that no case showed before. */
  readonly fresh: readonly string[]
}

/**
 * Compares the failures of an earlier run with a run of some of its cases. A case that still fails tells nothing about its causes: one
 * may hide another. Undefined where the record has no causes.
 */
export function goneSince(before: readonly FailedCase[], report: Pick<Report, 'results' | 'level'>): Since | undefined {
  if (before.some(({ causes }) => causes === undefined)) return undefined
  const failures = failuresOf(report)
  const failing = new Set(failures.map(({ id }) => id))
  const judged = new Set(report.results.filter(isJudged).map(({ id }) => id))
  const isPassed = ({ id }: FailedCase): boolean => judged.has(id) && !failing.has(id)
  const shown = causesOf(failures)
  const open = new Set([...causesOf(before.filter((one) => !isPassed(one))), ...shown])
  const all = causesOf(before)
  return {
    gone: [...all].filter((cause) => !open.has(cause)),
    passed: before.filter(isPassed).map(({ id }) => id),
    left: [...all].filter((cause) => open.has(cause)),
    fresh: [...shown].filter((cause) => !all.has(cause)),
  }
}

function causesOf(failures: readonly FailedCase[]): ReadonlySet<string> {
  return new Set(failures.flatMap(({ causes = [] }) => causes))
}
