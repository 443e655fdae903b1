import { shownMembers } from './listed-members.ts'
import { isSuccess } from '../session/exchange.ts'
import type { LawSession, OpenClaim } from '../session/session.ts'
import { uninterrupted } from '../../send/uninterrupted.ts'
import { asking } from './sweep-claims.ts'

/** The sentences about members whose delete succeeded, and that are still there. Counts those whose delete is still carried out. */
export async function keptByDeletes(session: LawSession): Promise<readonly string[]> {
  const { removed, stubborn } = session
  const listed = await listedStill(
    removed.map(({ claim }) => claim).filter((claim) => leavesNothing(claim, session)),
    session,
  )
  const there = await stillThere(
    removed.map(({ claim }) => claim).filter((claim) => isLater(claim, session)),
    session,
  )
  for (const { resource } of there)
    if (!stubborn.has(resource)) session.deleting.set(resource, (session.deleting.get(resource) ?? 0) + 1)
  return removed.flatMap(({ claim, at }) => {
    if (isLater(claim, session) && !there.has(claim)) return []
    if (stubborn.has(claim.resource)) return [`${at} (its delete succeeds, and leaves it as it was)`]
    return listed.has(claim.path ?? '') ? [`${at} (its delete succeeds, and the list still shows it)`] : []
  })
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
  for (const claim of claims) {
    if (claim.path === undefined) continue
    const answer = await asking(session)({ method: 'GET', path: claim.path })
    if (answer !== undefined && isSuccess(answer)) there.add(claim)
  }
  return there
}

/** The time between two looks at a list that may lag behind, in milliseconds. */
const LAG = 1_000

/** The paths of removed members that lists still show: one look at each list, and another where one shows a removed member. */
async function listedStill(claims: readonly OpenClaim[], session: LawSession): Promise<ReadonlySet<string>> {
  const removed = new Set(claims.flatMap(({ path }) => path ?? []))
  const first = await listedOf(claims, session)
  if (![...first].some((path) => removed.has(path))) return new Set()
  const { clock, signal } = uninterrupted(session.connection)
  await clock.sleep(LAG, signal)
  return listedOf(claims, session)
}

async function listedOf(claims: readonly OpenClaim[], session: LawSession): Promise<ReadonlySet<string>> {
  const notes = new Map(
    claims.flatMap(({ note }) => (note.list === undefined ? [] : [[note.list.path, note] as const])),
  )
  const paths = new Set<string>()
  for (const note of notes.values())
    for (const { path } of (await shownMembers(note, asking(session))).members) if (path !== undefined) paths.add(path)
  return paths
}
