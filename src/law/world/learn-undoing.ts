import type { Resource } from '../../resource/model.ts'
import type { CaseSession } from '../session/case-session.ts'
import { makingsOf } from '../session/makings-of.ts'
import type { Member } from '../session/member.ts'
import { NotVerified } from '../session/not-verified.ts'
import { parentOf } from '../body/paths.ts'
import { noteStayed, sweepClaims } from '../clean-up/sweep-claims.ts'
import { endClaim } from '../session/claims.ts'

/** The session, and the function that creates a member. */
export interface Undoing extends CaseSession {
  readonly fresh: (resource: Resource) => Promise<Member>
}

/**
 * Before its first use, an action is sent once at a member of its own, which is then removed. An order that is shipped may refuse its delete:
 * such a member stays, and the action is not sent again unless `--leave` names it.
 * @throws NotVerified where the action is refused, or its member stays.
 */
export async function learnUndoing(resource: Resource, { session, fresh }: Undoing): Promise<void> {
  const makings = makingsOf(resource, session.learned)
  if (makings.isKept === true) throw new NotVerified(makings.impossible ?? '')
  if (makings.isKept === false || parentOf(resource, session.model) === undefined) return
  makings.isKept = false
  const { parent, created } = await fresh(resource)
  const claim = session.claims.open.get(parent?.claim ?? NaN)
  if (claim === undefined) return
  const [left] = await sweepClaims([claim], session)
  // An undoing that fails for the moment, with a 5xx, is tried again at the end of the run.
  if (left?.status === undefined || left.status >= 500) return
  endClaim(claim, session.claims)
  for (const n of claimsNamedBy(parent)) session.deletes.namedByKept.add(n)
  if (session.mayLeave(resource.name)) {
    makings.isLeft = true
    noteStayed(claim, session.deletes)
    return
  }
  makings.isKept = true
  makings.impossible = `${left.at} (${left.reason}) after ${created?.asked ?? resource.name}, so it stays, and ${resource.name} is not sent again; --leave ${resource.name} lets it`
  throw new NotVerified(makings.impossible)
}

/** The entries of the members above a member, and of those that its body names: they may not be deleted before it. */
function claimsNamedBy(member: Member | undefined): readonly number[] {
  if (member === undefined) return []
  const others = [...(member.refersTo ?? []), ...(member.parent === undefined ? [] : [member.parent])]
  return others.flatMap((other) => [...(other.claim === undefined ? [] : [other.claim]), ...claimsNamedBy(other)])
}
