import type { TimedExchange } from '../assertion-kind.ts'
import type { TimedRequest } from '../observation.ts'

/** The times of requests for a report, in the order of their starts. */
export function timelineOf(requests: readonly TimedRequest[]): readonly TimedExchange[] {
  return [...new Set(requests)]
    .toSorted((a, b) => a.start - b.start || a.exchange - b.exchange)
    .map(({ exchange, start, end }) => ({
      exchange,
      startMs: Math.round(start),
      ...(end === Infinity ? {} : { endMs: Math.round(end) }),
    }))
}
