import type { Cause, Report } from '../../src/report/report.ts'

/** The ids of results with a finding of a cause that no baseline entry knows. Without a baseline, all results of the cause. */
export function newResults({ id, results }: Pick<Cause, 'id' | 'results'>, report: Report): readonly string[] {
  if (report.baseline === undefined) return results
  const news = new Set(
    report.results
      .filter(({ findings }) => findings.some(({ cause, known }) => cause === id && known === undefined))
      .map((result) => result.id),
  )
  return results.filter((result) => news.has(result))
}
