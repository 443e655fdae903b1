import type { Reply } from '../http/target.ts'
import { createTimeHistogram, type TimeHistogram, type TimeSummary } from './time-histogram.ts'

/** The times of answers by operation, from the request to the last byte. Waits of a rate limit are not part of them. */
export interface AnswerTimes {
  /** Counts the time that an answer took for its operation. A reply without an answer is not counted. */
  readonly note: (operation: string, reply: Reply) => void
  /** Operations in the order of their first answers. */
  readonly summary: () => Readonly<Record<string, TimeSummary>>
}

/** A record without times. */
export function createAnswerTimes(): AnswerTimes {
  const histograms = new Map<string, TimeHistogram>()
  return {
    note(operation, { answered, took }) {
      if (!answered || took === undefined) return
      const histogram = histograms.get(operation) ?? createTimeHistogram()
      histograms.set(operation, histogram)
      histogram.add(took.precise)
    },
    summary: () => Object.fromEntries([...histograms].map(([name, histogram]) => [name, histogram.summary()])),
  }
}
