import { saysLag } from '../../document/says/says-lag.ts'
import { holdsWordOfRun } from '../body/words.ts'
import { hasFreshKey } from './has-fresh-key.ts'
import { shownMembers } from './listed-members.ts'
import { LAG_WAITED } from '../session/later.ts'
import type { LawSession } from '../session/session.ts'
import type { OpenClaim } from '../session/claims.ts'
import { uninterrupted } from '../../send/uninterrupted.ts'
import { shownAt } from './shown-at.ts'
import { asking, askingWhileAnswered } from './asking.ts'

/**
 * The sentences about members whose delete succeeded, and that are still there. Their claims are open in the ledger again. Notes those whose
 * delete is still carried out.
 */
export async function keptByDeletes(session: LawSession): Promise<readonly string[]> {
  const { removed, stubborn, deleting } = session.deletes
  const listed = await listedStill(
    removed.map(({ claim }) => claim).filter((claim) => leavesNothing(claim, session)),
    session,
  )
  const there = await stillThere(
    removed.map(({ claim }) => claim).filter((claim) => isLater(claim, session)),
    session,
  )
  for (const { resource, path = '' } of there)
    if (!stubborn.has(resource)) deleting.set(resource, [...(deleting.get(resource) ?? []), path])
  const kept = removed.flatMap(({ claim, at }) => {
    if (isLater(claim, session) && !there.has(claim)) return []
    if (stubborn.has(claim.resource)) return [{ claim, said: `${at} (its delete succeeds, and leaves it as it was)` }]
    return listed.has(claim.path ?? '')
      ? [{ claim, said: `${at} (its delete succeeds, and the list still shows it)` }]
      : []
  })
  reopen(new Map(kept.map(({ claim }) => [claim.path ?? claim, claim])).values(), listed, session)
  return kept.map(({ said }) => said)
}

/**
 * Opens claims in the ledger again, the last removed first: members went before their parents. Another client may have created a listed member
 * that has no key and no word of the run.
 */
function reopen(claims: Iterable<OpenClaim>, listed: ReadonlyMap<string, unknown>, session: LawSession): void {
  for (const claim of [...claims].toReversed()) {
    const { note, path } = claim
    const isDoubtful =
      path !== undefined && listed.has(path) && !hasFreshKey(claim) && !holdsWordOfRun(listed.get(path), session.word())
    const n = session.claims.ledger.creating({ ...note, kept: isDoubtful ? 'doubtful' : 'own' }, claim.n)
    if (path !== undefined) session.claims.ledger.createdAt(n, path)
  }
}

/** True where the contract says that a delete leaves nothing: elsewhere a list may show what was deleted. */
function leavesNothing({ resource }: OpenClaim, { model }: LawSession): boolean {
  const leaves = model.resources[resource]?.delete?.leaves
  return leaves?.value === 'nothing' && leaves.certainty !== 'guess'
}

/** True where a delete is carried out later. */
function isLater({ resource }: OpenClaim, { model }: LawSession): boolean {
  return model.resources[resource]?.delete?.leaves?.value === 'later'
}

/** The claims whose members a read still shows, some time after the last delete. */
async function stillThere(claims: readonly OpenClaim[], session: LawSession): Promise<ReadonlySet<OpenClaim>> {
  const there = new Set<OpenClaim>()
  const { clock, signal } = uninterrupted(session.connection)
  if (claims.length > 0) await clock.sleep(LAG, signal)
  const ask = askingWhileAnswered(session)
  for (const claim of claims) if ((await shownAt(claim, ask)) !== undefined) there.add(claim)
  return there
}

/** The time between two looks at a list that may lag behind, in milliseconds. */
const LAG = 1_000

/** The longest time by which the document says that a list lags behind, and at least the usual one. In milliseconds. */
function lagOf({ document }: LawSession): number {
  const stated = document.operations.flatMap(({ description }) => saysLag(description) ?? [])
  return Math.max(LAG, ...[...stated, document.lag ?? 0].map((lag) => lag * LAG_WAITED))
}

/** The members of lists that still show removed ones, by path: one look at each list, and another where one shows a removed member. */
async function listedStill(claims: readonly OpenClaim[], session: LawSession): Promise<ReadonlyMap<string, unknown>> {
  const removed = new Set(claims.flatMap(({ path }) => path ?? []))
  const first = await listedOf(claims, session)
  if (![...first.keys()].some((path) => removed.has(path))) return new Map()
  const { clock, signal } = uninterrupted(session.connection)
  await clock.sleep(lagOf(session), signal)
  return listedOf(claims, session)
}

async function listedOf(claims: readonly OpenClaim[], session: LawSession): Promise<ReadonlyMap<string, unknown>> {
  const notes = new Map(
    claims.flatMap(({ note }) => (note.list === undefined ? [] : [[note.list.path, note] as const])),
  )
  const shown = new Map<string, unknown>()
  for (const note of notes.values())
    for (const { path, member } of (await shownMembers(note, asking(session))).members)
      if (path !== undefined) shown.set(path, member)
  return shown
}
