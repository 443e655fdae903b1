import { plain } from '../plan/plain-request.ts'
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
  const ordered = shots.find(({ request }) => principals.isOrdered(request.as))
  if (ordered !== undefined)
    return `the credentials of ${ordered.request.as} allow one request after another only, so none are sent at the same moment`
  if (mostAtOnce(session, []) > 1) await tryReads(Math.min(shots.length, sideBySide.most), lane, session)
  return sideBySide.most > 1 ? undefined : 'the target does not answer requests at the same moment'
}

/** Sends reading requests at once, unless as many were answered before. */
async function tryReads(count: number, lane: Lane, session: Session): Promise<void> {
  if (count <= session.sideBySide.proven) return
  const attempts = Array.from({ length: count }, () => createAttempt(lane, []))
  await session.pace(count)
  const request = { ...plain({ operation: 'list' }), beside: true as const, paced: true as const }
  await allOf(
    attempts.map((attempt) => () => exchange(request, attempt, session)),
    count,
  )
  learnFrom(attempts, session)
}
