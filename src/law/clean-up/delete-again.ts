import { isSuccess } from '../session/exchange.ts'
import type { LawSession, OpenClaim } from '../session/session.ts'
import { withRequired } from './clean-up-request.ts'
import { deletePath } from '../send/create-note.ts'
import { asking } from './sweep-claims.ts'

/**
 * Deletes members once more that a read still shows after a delete that succeeded: the first delete may only have deactivated them. Those that a read
 * shows after that are counted.
 */
export async function deleteAgain(session: LawSession): Promise<void> {
  const removed = session.removed.map(({ claim }) => claim).filter((claim) => mayStay(claim, session))
  for (const resource of new Set(removed.map((claim) => claim.resource))) {
    const claims = removed.filter((claim) => claim.resource === resource)
    if (!(await isOneThere(claims, session))) continue
    const there = await thereOf(claims, session)
    // One second delete shows what it is good for.
    const [first] = there
    if (first === undefined) continue
    await removeOnce(first, session)
    const rest = there.slice(1)
    if (!(await isThere(first, session))) {
      for (const claim of rest) await removeOnce(claim, session)
      if (!(await isOneThere(rest, session))) continue
    }
    const left = await thereOf(there, session)
    if (left.length > 0) session.marked.set(resource, left.length)
  }
}

/** True for a member that a delete has removed, as far as its answer says. What is deleted later, or never, is told elsewhere. */
function mayStay({ path = '', note, resource }: OpenClaim, { model, stubborn, gone }: LawSession): boolean {
  const isLater = model.resources[resource]?.delete?.leaves?.value === 'later'
  const isRemoved = path !== '' && note.remove !== undefined && note.restore === undefined && !gone.has(path)
  return isRemoved && !isLater && !stubborn.has(resource)
}

/** True where a read shows the first or the last of the members: a law may have deleted one of them before. */
async function isOneThere(claims: readonly OpenClaim[], session: LawSession): Promise<boolean> {
  for (const claim of new Set([claims[0], claims.at(-1)]))
    if (claim !== undefined && (await isThere(claim, session))) return true
  return false
}

async function thereOf(claims: readonly OpenClaim[], session: LawSession): Promise<readonly OpenClaim[]> {
  const there: OpenClaim[] = []
  for (const claim of claims) if (await isThere(claim, session)) there.push(claim)
  return there
}

async function isThere({ path, note }: OpenClaim, session: LawSession): Promise<boolean> {
  if (path === undefined || session.connection.breaker.reason() !== undefined) return false
  const answer = await withRequired(asking(session), note)({ method: 'GET', path })
  return answer !== undefined && isSuccess(answer)
}

async function removeOnce({ path, note }: OpenClaim, session: LawSession): Promise<void> {
  if (path === undefined || note.remove === undefined) return
  await withRequired(asking(session), note)({ method: note.remove, path: deletePath(note, path) })
}
