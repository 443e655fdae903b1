import type { Sender } from '../../suite/suite.ts'
import type { Attempt } from './attempt.ts'
import type { Session } from './session.ts'

/** The most requests of these senders that are sent before the first answer, as a count. */
export function mostAtOnce({ sideBySide, principals }: Session, senders: readonly Sender[]): number {
  return senders.some((as) => principals.ordered(as) !== undefined) ? 1 : sideBySide.most
}

/** True where the target has answered several requests at once, and takes those of the owner so. */
export function maySendTogether(session: Session): boolean {
  return session.sideBySide.proven > 0 && mostAtOnce(session, ['owner']) > 1
}

/** The result of one of several requests that were sent at once. */
type Outcome = Pick<Attempt, 'late' | 'exchanges' | 'apart' | 'closed'>

/**
 * Learns from requests that were sent at once: after a missing, late or broken answer, each request waits for the answer to the last. A
 * request that fails for a reason of its own tells nothing. Neither does a connection that is closed once: the server may have closed it
 * because it was idle.
 */
export function learnFrom(all: readonly Outcome[], { sideBySide }: Session): void {
  const attempts = all.filter(({ apart }) => !apart)
  if (sideBySide.most === 1 || attempts.length < 2) return
  const unanswered = attempts.filter((one) => !isAnswered(one))
  if (unanswered.length === 0) {
    sideBySide.proven = Math.max(sideBySide.proven, Math.min(sideBySide.most, attempts.length))
    sideBySide.hasClosed = false
  } else if (sideBySide.hasClosed !== true && unanswered.every(({ closed }) => closed)) sideBySide.hasClosed = true
  else {
    sideBySide.most = 1
    sideBySide.isUntold = true
  }
}

/** Tells that requests go out one after another, once one of them is answered: a target that answers none has another defect. */
export function tellOneByOne({ sideBySide, onHint }: Session): void {
  if (sideBySide.isUntold !== true) return
  sideBySide.isUntold = false
  onHint?.('requests at the same time got no answer; the run goes on with one request after another')
}

/**
 * True where each request was answered in time and in whole, or failed for a reason of its own. Several bodies beyond the limit would take
 * many times the memory of one.
 */
export function isAnswered({ late, exchanges, apart }: Omit<Outcome, 'closed'>): boolean {
  if (apart) return true
  return !late && exchanges.every(({ failure, response }) => failure === undefined && response?.defect === undefined)
}
