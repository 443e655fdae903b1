import type { TimeSummary } from '../send/time-histogram.ts'

/** An operation whose answers take longer than before. Times in milliseconds. */
export interface Slower {
  readonly operation: string
  readonly from: TimeSummary
  readonly to: TimeSummary
}

type Times = Readonly<Record<string, TimeSummary>> | undefined

/** The fewest answers of an operation that are compared, as a count. */
const FEWEST = 20
/** The smallest growth of a time that counts: by half, and by 10 ms. Below that, the load of a machine explains it. */
const [FACTOR, LEAST] = [1.5, 10]

/** The operations whose median or 95th percentile grew by half, and by 10 ms. */
export function slowerOperations(earlier: Times = {}, later: Times = {}): readonly Slower[] {
  return Object.entries(later).flatMap(([operation, to]) => {
    const from = earlier[operation]
    if (from === undefined || Math.min(from.count, to.count) < FEWEST) return []
    const grew = (key: 'medianMs' | 'p95Ms'): boolean => to[key] >= from[key] * FACTOR && to[key] - from[key] >= LEAST
    return grew('medianMs') || grew('p95Ms') ? [{ operation, from, to }] : []
  })
}
