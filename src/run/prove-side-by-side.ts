import type { PlannedTogether } from '../plan/planned-case.ts'
import { plain } from '../plan/plain-request.ts'
import type { Sender } from '../suite/suite.ts'
import { allOf } from './all-of.ts'
import { createAttempt } from './attempt.ts'
import { exchange } from './exchange.ts'
import type { TimedShot } from './send-together.ts'
import type { Lane, Session } from './session.ts'
import { learnFrom, mostAtOnce } from './side-by-side.ts'

/**
 * The reason why requests are not sent at the same moment; undefined where they may be. A write that waits in the queue of a server could be
 * carried out after the clean-up, so reads show first that the target answers so many connections.
 */
export async function reasonAgainstMoments(
  shots: readonly TimedShot[],
  lane: Lane,
  session: Session,
): Promise<string | undefined> {
  const { sideBySide, principals } = session
  const reason = repeatedSenders(shots)
    .map((as) => reasonAgainst(as, principals.ordered(as)))
    .find(Boolean)
  if (reason !== undefined) return reason
  if (mostAtOnce(session, []) > 1) await tryReads(Math.min(shots.length, sideBySide.most), lane, session)
  return sideBySide.most > 1 ? undefined : 'the target does not answer requests at the same moment'
}

/** The senders of more than one of these requests. */
export function repeatedSenders(shots: readonly Pick<PlannedTogether, 'request'>[]): readonly Sender[] {
  const senders = shots.map(({ request: { as } }) => as)
  return senders.filter((as, index) => senders.indexOf(as) !== index)
}

/** The reason why a sender sends no two requests at the same moment, and how to mend it; undefined without such a reason. */
export function reasonAgainst(as: Sender, ordered: string | undefined): string | undefined {
  if (ordered === undefined) return undefined
  return `the ${as} ${ordered}, so it cannot send two requests at the same moment; use a bearer token or a service account for the ${as}`
}

/** Sends reading requests at once, unless as many were answered before. */
async function tryReads(count: number, lane: Lane, session: Session): Promise<void> {
  if (count <= session.sideBySide.proven) return
  const attempts = Array.from({ length: count }, () => createAttempt(lane, []))
  await session.pace(count)
  // A refusal is an answer too, so these reads need no credentials whose requests follow one another.
  const as = session.principals.ordered('owner') === undefined ? 'owner' : 'nobody'
  const request = { ...plain({ operation: 'list' }), as, beside: true, paced: true } as const
  await allOf(
    attempts.map((attempt) => () => exchange(request, attempt, session)),
    count,
  )
  learnFrom(attempts, session)
}
