import type { Result, Span } from '../../report/report.ts'

/** The times at which lanes worked at cases. All times in milliseconds. */
export interface WorkTimes {
  /** Notes that a lane worked at these cases since a time of `performance.now()`. Cases of a batch share the time in equal parts. */
  readonly note: (ids: readonly string[], since: number) => void
  /** The times of a case, with `retryMs` added for a retry after its last portion. */
  readonly of: (id: string, retryMs: number) => Pick<Result, 'startMs' | 'durationMs' | 'portions'>
}

/** No times yet. `started` is the start of the run, as a time of `performance.now()`. */
export function createWorkTimes(started: number): WorkTimes {
  const spans = new Map<string, Span[]>()
  return {
    note(ids, since) {
      const share = (performance.now() - since) / Math.max(1, ids.length)
      for (const [index, id] of ids.entries()) {
        const span = { startMs: rounded(since - started + index * share), durationMs: rounded(share) }
        const known = spans.get(id)
        if (known === undefined) spans.set(id, [span])
        else known.push(span)
      }
    },
    of(id, retryMs) {
      const portions = spans.get(id) ?? []
      const durationMs = rounded(portions.reduce((sum, span) => sum + span.durationMs, retryMs))
      const [first] = portions
      if (first === undefined) return { durationMs }
      return { startMs: first.startMs, durationMs, ...(portions.length === 1 ? {} : { portions }) }
    },
  }
}

function rounded(milliseconds: number): number {
  return Math.round(milliseconds * 1000) / 1000
}
