import type { PlannedTogether } from '../../plan/planned-case.ts'
import { plain } from '../../plan/plain-request.ts'
import { PRINCIPALS, type Sender } from '../../suite/suite.ts'
import { allEnded } from '../../send/all-ended.ts'
import { createAttempt } from '../session/attempt.ts'
import { exchange } from './exchange.ts'
import type { Lane, Session } from '../session/session.ts'
import { learnFrom, mostAtOnce } from '../session/side-by-side.ts'

/**
 * The reason why requests are not sent at the same moment; undefined where they may be. Reads show first that the target answers so many
 * connections. A write that waits in the queue of a server could be carried out after the clean-up.
 */
export async function reasonAgainstMoments(
  shots: readonly PlannedTogether[],
  lane: Lane,
  session: Session,
): Promise<string | undefined> {
  const { sideBySide, principals } = session
  const senders = repeatedSenders(shots)
  await proveSenders(senders, lane, session)
  const reason = senders.map((as) => reasonAgainst(as, principals.ordered(as))).find(Boolean)
  if (reason !== undefined && sideBySide.most > 1) return reason
  if (mostAtOnce(session, []) > 1) await tryReads(Math.min(shots.length, sideBySide.most), lane, session)
  return sideBySide.most > 1 ? undefined : 'earlier requests at the same moment got no answer'
}

/** The senders of more than one of these requests. */
function repeatedSenders(shots: readonly Pick<PlannedTogether, 'request'>[]): readonly Sender[] {
  const senders = shots.map(({ request: { as } }) => as)
  return senders.filter((as, index) => senders.indexOf(as) !== index)
}

/** The reason why a sender sends no two requests at the same moment, and how to mend it; undefined without such a reason. */
function reasonAgainst(as: Sender, ordered: string | undefined): string | undefined {
  if (ordered === undefined) return undefined
  return `the ${as} ${ordered}, and the target refuses such requests at the same moment; use a bearer token or a service account for the ${as}`
}

/**
 * Finds out whether the target takes requests of these senders at the same moment. Lists are sent at once, twice. They must be answered
 * like a list that is sent alone. Each sender is tried once in a run.
 */
export async function proveSenders(senders: Iterable<Sender>, lane: Lane, session: Session): Promise<void> {
  const { sideBySide, principals } = session
  for (const as of new Set(senders)) {
    if (principals.ordered(as) === undefined || sideBySide.tried.has(as) || sideBySide.most === 1) continue
    if (!(PRINCIPALS as readonly Sender[]).includes(as)) continue
    // Some of the lists also need a challenge.
    if (!session.budget.allows(1 + 3 * sideBySide.most)) continue
    sideBySide.tried.add(as)
    const alone = await statusesOf(1, as, { lane, session })
    const together = [
      ...(await statusesOf(sideBySide.most, as, { lane, session })),
      ...(await statusesOf(sideBySide.most, as, { lane, session })),
    ]
    if (alone[0] !== undefined && together.every((status) => status === alone[0])) principals.noteUnordered(as)
  }
}

interface Sending {
  readonly lane: Lane
  readonly session: Session
}

/** The statuses of lists that are sent at once; undefined for one without an answer. */
async function statusesOf(
  count: number,
  as: Sender,
  { lane, session }: Sending,
): Promise<readonly (number | undefined)[]> {
  const attempts = Array.from({ length: count }, () => createAttempt(lane, []))
  await session.pace(count)
  const request = { ...plain({ operation: 'list' }), as, beside: true, paced: true } as const
  const observed = await allEnded(
    attempts.map((attempt) => () => exchange(request, attempt, session)),
    count,
  )
  learnFrom(attempts, session)
  return observed.map((one) => one?.response.status)
}

/** Sends reading requests at once, unless as many were answered before. */
async function tryReads(count: number, lane: Lane, session: Session): Promise<void> {
  if (count <= session.sideBySide.proven) return
  // A refusal is an answer too, so these reads need no credentials whose requests follow one another.
  const as = session.principals.ordered('owner') === undefined ? 'owner' : 'nobody'
  await statusesOf(count, as, { lane, session })
}
