import { isSuccess } from '../session/exchange.ts'
import type { LawSession, OpenClaim } from '../session/session.ts'
import { withRequired } from './clean-up-request.ts'
import { deletePath } from '../send/create-note.ts'
import { asking } from './sweep-claims.ts'

/**
 * Deletes members once more that a read still shows after a delete that succeeded: the first delete may only have deactivated them. One member
 * shows what a second delete is good for. Where it is good for nothing, the members of its resource are counted.
 */
export async function deleteAgain(session: LawSession): Promise<void> {
  const removed = session.removed.map(({ claim }) => claim).filter((claim) => mayStay(claim, session))
  for (const resource of new Set(removed.map((claim) => claim.resource))) {
    const claims = removed.filter((claim) => claim.resource === resource)
    const shown = await oneThere(claims, session)
    if (shown === undefined) continue
    await removeOnce(shown, session)
    const isGone = !(await isThere(shown, session))
    if (isGone) for (const claim of claims) if (claim !== shown) await removeOnce(claim, session)
    if (!isGone || (await oneThere(claims, session)) !== undefined) session.marked.set(resource, claims.length)
  }
}

/** True for a member that a delete has removed, as far as its answer says. What is deleted whole, later, or never is known. */
function mayStay({ path = '', note, resource }: OpenClaim, session: LawSession): boolean {
  const { model, stubborn, vanishing, gone } = session
  const isLater = model.resources[resource]?.delete?.leaves?.value === 'later'
  const isRemoved = path !== '' && note.remove !== undefined && note.restore === undefined && !gone.has(path)
  return isRemoved && !isLater && !stubborn.has(resource) && !vanishing.has(resource)
}

/** The first or the last of the members, if a read shows it: a law may have deleted one of them before. */
async function oneThere(claims: readonly OpenClaim[], session: LawSession): Promise<OpenClaim | undefined> {
  for (const claim of new Set([claims[0], claims.at(-1)]))
    if (claim !== undefined && (await isThere(claim, session))) return claim
  return undefined
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
