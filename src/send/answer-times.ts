import type { Reply } from '../http/target.ts'
import { createTimeHistogram, type TimeHistogram, type TimeSummary } from './time-histogram.ts'

/** The times of answers by operation, from the request to the last byte. Waits of a rate limit are not part of them. */
export interface AnswerTimes {
  /** Notes the time of a reply that is not yet bound to an operation. */
  readonly measured: (reply: Reply, milliseconds: number) => void
  /** Counts the measured time of an answer for its operation. A reply without an answer is not counted. */
  readonly note: (operation: string, reply: Reply) => void
  /** Operations in the order of their first answers. */
  readonly summary: () => Readonly<Record<string, TimeSummary>>
}

/** A record without times. */
export function createAnswerTimes(): AnswerTimes {
  const pending = new WeakMap<Reply, number>()
  const histograms = new Map<string, TimeHistogram>()
  return {
    measured: (reply, milliseconds) => void pending.set(reply, milliseconds),
    note(operation, reply) {
      const milliseconds = pending.get(reply)
      if (!reply.answered || milliseconds === undefined) return
      const histogram = histograms.get(operation) ?? createTimeHistogram()
      histograms.set(operation, histogram)
      histogram.add(milliseconds)
    },
    summary: () => Object.fromEntries([...histograms].map(([name, histogram]) => [name, histogram.summary()])),
  }
}
