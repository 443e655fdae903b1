import type { TimeSummary } from '../../send/time-histogram.ts'
import type { Report } from '../report.ts'

/**
 * The times of answers of all shards by operation. The count and the longest time are exact. Median and 95th percentile are means of
 * those of the shards, weighted by counts: they lie between the exact ones of the shards.
 */
export function mergeTimes(reports: readonly Pick<Report, 'times'>[]): NonNullable<Report['times']> {
  const all = reports.flatMap(({ times = {} }) => Object.entries(times))
  const operations = [...new Set(all.map(([operation]) => operation))]
  return Object.fromEntries(
    operations.map((operation) => [
      operation,
      mergeSummaries(all.flatMap(([name, one]) => (name === operation ? one : []))),
    ]),
  )
}

function mergeSummaries(summaries: readonly TimeSummary[]): TimeSummary {
  const count = summaries.reduce((sum, one) => sum + one.count, 0)
  const mean = (of: (one: TimeSummary) => number): number =>
    Math.round((summaries.reduce((sum, one) => sum + of(one) * one.count, 0) / count) * 100) / 100
  return {
    count,
    medianMs: mean(({ medianMs }) => medianMs),
    p95Ms: mean(({ p95Ms }) => p95Ms),
    longestMs: Math.max(...summaries.map(({ longestMs }) => longestMs)),
  }
}
