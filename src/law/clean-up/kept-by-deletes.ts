import { shownMembers } from './listed-members.ts'
import type { LawSession, OpenClaim } from '../session/session.ts'
import { asking } from './sweep-claims.ts'

/** The sentences about members whose delete succeeded, and that are still there. */
export async function keptByDeletes(session: LawSession): Promise<readonly string[]> {
  const { removed, stubborn } = session
  const listed = await listedStill(
    removed.map(({ claim }) => claim).filter((claim) => leavesNothing(claim, session)),
    session,
  )
  return removed.flatMap(({ claim, at }) => {
    if (stubborn.has(claim.resource)) return [`${at} (its delete succeeds, and leaves it as it was)`]
    return listed.has(claim.path ?? '') ? [`${at} (its delete succeeds, and the list still shows it)`] : []
  })
}

/** True where the contract says that a delete leaves nothing: elsewhere a list may show what was deleted. */
function leavesNothing({ resource }: OpenClaim, { model }: LawSession): boolean {
  const leaves = model.resources[resource]?.delete?.leaves
  return leaves?.value === 'nothing' && leaves.certainty !== 'guess'
}

/** The time between two looks at a list that may lag behind, in milliseconds. */
const LAG = 1_000

/** The paths of removed members that lists still show: one look at each list, and another where one shows a removed member. */
async function listedStill(claims: readonly OpenClaim[], session: LawSession): Promise<ReadonlySet<string>> {
  const removed = new Set(claims.flatMap(({ path }) => path ?? []))
  const first = await listedOf(claims, session)
  if (![...first].some((path) => removed.has(path))) return new Set()
  const { clock, signal } = session.connection
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
