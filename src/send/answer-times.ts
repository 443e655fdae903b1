import type { Reply } from '../http/target.ts'
import { createHeldBodies } from './held-bodies.ts'
import { createTimeHistogram, type TimeHistogram, type TimeSummary } from './time-histogram.ts'

/** The times of answers by operation, from the request to the last byte. Waits of a rate limit are not part of them. */
export interface AnswerTimes {
  /** Counts the time that an answer took for its operation. A reply without an answer is not counted. */
  readonly note: (operation: string, reply: Reply) => void
  /** Operations in the order of their first answers. */
  readonly summary: () => Readonly<Record<string, TimeSummary>>
  /** Advice about delays that all answers have; see `HeldBodies`. */
  readonly advice: () => string | undefined
}

/** A record without times. */
export function createAnswerTimes(): AnswerTimes {
  const histograms = new Map<string, TimeHistogram>()
  const bodies = createHeldBodies()
  return {
    advice: bodies.advice,
    note(operation, reply) {
      const { answered, took } = reply
      if (!answered || took === undefined) return
      if (reply.bodyMs !== undefined) bodies.note(reply.bodyMs)
      const histogram = histograms.get(operation) ?? createTimeHistogram()
      histograms.set(operation, histogram)
      histogram.add(took.precise)
    },
    summary: () => Object.fromEntries([...histograms].map(([name, histogram]) => [name, histogram.summary()])),
  }
}
