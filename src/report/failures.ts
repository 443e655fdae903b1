import { isGating } from './gating.ts'
import type { Report, Result } from './report.ts'

/** A case that failed or was left inconclusive, and what fires it again in the same way. */
export interface FailedCase {
  readonly id: string
  /** The seed of its values. */
  readonly seed: number
  /** The path of the counterexample; omitted for a case without one. */
  readonly path?: string
  /** The ids of its causes that gate; omitted by earlier versions of the tool. */
  readonly causes?: readonly string[]
}

/**
 * The cases of a report to fire again. They have a finding at the gating level, or are inconclusive, such as by a crash.
 */
export function failuresOf({ results, level }: Pick<Report, 'results' | 'level'>): readonly FailedCase[] {
  return results.flatMap(({ id, findings, status, replay: { seed, path } }) => {
    const causes = [...new Set(findings.filter((finding) => isGating(finding, level)).map(({ cause }) => cause))]
    if (causes.length === 0 && status !== 'inconclusive') return []
    return [{ id, seed, ...(path === undefined ? {} : { path }), causes }]
  })
}

/** The count of the cases that fail as known by a baseline, which `failuresOf` leaves out. */
export function countKnown({ results }: Pick<Report, 'results'>): number {
  return results.filter(({ known }) => known !== undefined).length
}

/**
 * The failures that are known after a run. Those of earlier runs stay where the run did not judge their cases, with their values. `planned` are the
 * ids of all cases of the suites, where the run selected all of them: others no longer exist.
 */
export function mergeFailures(
  earlier: readonly FailedCase[],
  report: Pick<Report, 'results' | 'level'>,
  planned: ReadonlySet<string> | undefined,
): readonly FailedCase[] {
  const judged = new Set(report.results.filter(isJudged).map(({ id }) => id))
  const known = new Map(earlier.map((failure) => [failure.id, failure]))
  const failed = failuresOf(report).map((failure) =>
    judged.has(failure.id) ? failure : (known.get(failure.id) ?? failure),
  )
  const again = new Set(failed.map(({ id }) => id))
  const open = earlier.filter(({ id }) => !judged.has(id) && !again.has(id) && planned?.has(id) !== false)
  return [...open, ...failed]
}

/** True if the run judged the case: it was neither skipped nor left without evidence. */
export function isJudged({ status }: Result): boolean {
  return status === 'pass' || status === 'fail' || status === 'warn'
}
