import type { Attempt } from './attempt.ts'

/** The consecutive cases with an unreadable answer that end a run, and those with an answer beyond the time limit, as counts. */
const MOST_UNREADABLE = 25
const MOST_LATE = 3

/** Counts consecutive cases without a readable answer, so that a run does not meet the same broken message again and again. */
export interface UnreadableAnswers {
  readonly note: (attempt: Attempt) => void
  /** The reason to start no further case; undefined below the limits. */
  readonly reason: () => string | undefined
}

/** No unreadable answers yet. */
export function createUnreadableAnswers(): UnreadableAnswers {
  let [unreadable, late] = [0, 0]
  let last = ''
  return {
    note(attempt) {
      if (attempt.skipped !== undefined || attempt.exchanges.length === 0) return
      const finding = attempt.findings.find((one) => one.unreadable === true)
      // Only a case that passes shows that the target answers readably.
      const isOpen = attempt.inconclusive !== undefined || attempt.findings.some(({ level }) => level !== 'observe')
      if (finding === undefined && !attempt.late && isOpen) return
      unreadable = finding === undefined ? 0 : unreadable + 1
      late = attempt.late ? late + 1 : 0
      last = finding?.message ?? last
    },
    reason() {
      if (late >= MOST_LATE) return `${MOST_LATE} consecutive cases met the time limit: ${last}`
      return unreadable < MOST_UNREADABLE
        ? undefined
        : `${MOST_UNREADABLE} consecutive cases got an unreadable answer: ${last}`
    },
  }
}
