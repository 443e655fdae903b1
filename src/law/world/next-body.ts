import type { CreateRequest } from './create-request.ts'
import type { CaseSession } from '../session/case-session.ts'
import { freeRequest } from './free-request.ts'
import { freshMember, keyMembersOf, referencesOf, sharedParent, undoingOf } from './fresh-member.ts'
import { NotVerified, unlessNotVerified } from '../session/not-verified.ts'
import { isAction } from '../../resource/is-action.ts'
import type { Resource } from '../../resource/model.ts'
import { sweepClaims } from '../clean-up/sweep-claims.ts'
import { whyNotWritten } from '../session/why-not-written.ts'
import type { Fresh } from './world.ts'

/** A body in the way that the target accepts, or in the first way. */
export async function nextBody(resource: Resource, how: Fresh, caseSession: CaseSession): Promise<CreateRequest> {
  const { session } = caseSession
  const reason = whyNotWritten(resource, session)
  if (reason !== undefined || resource.create === undefined)
    throw new NotVerified(reason ?? 'the contract does not say how a member is created')
  if (isAction(resource)) await learnWhetherUndone(resource, caseSession)
  const place = await sharedParent(resource, how.parent, caseSession)
  await learnFirst(resource, how, caseSession)
  const references = await referencesOf(resource, how, caseSession)
  const keyMembers = await keyMembersOf(resource, place.parent, caseSession)
  const { way = 'plausible', leftOut = [], likened } = session.learned.makings.get(resource.name) ?? {}
  const wanted = { resource, ...place, way, leftOut, likened, references, keyMembers, variant: how.variant ?? 0 }
  const made = await freeRequest(wanted, caseSession)
  if (made === undefined) throw new NotVerified('the document does not say enough to make a body')
  // A law may change the key, which then is looked at again.
  const { isFree: _, ...request } = made
  return request
}

/** A body may be sent where the action is refused now, but not where its members stay. */
async function learnWhetherUndone(resource: Resource, caseSession: CaseSession): Promise<void> {
  try {
    await undoingOf(resource, caseSession)
  } catch (error) {
    const isKept = caseSession.session.learned.makings.get(resource.name)?.isKept === true
    if (!(error instanceof NotVerified) || isKept) throw error
  }
}

/** Before the first body that names members of others, a member is made, which tells whether bodies may share these. It is removed again. */
async function learnFirst(resource: Resource, how: Fresh, caseSession: CaseSession): Promise<void> {
  const { session } = caseSession
  const { sharing, impossible } = session.learned.makings.get(resource.name) ?? {}
  if (Object.keys(resource.refers).length === 0 || sharing !== undefined || impossible !== undefined) return
  await unlessNotVerified(async () => {
    const { claim } = await freshMember(resource, how, caseSession)
    const open = session.claims.open.get(claim ?? NaN)
    if (open !== undefined) await sweepClaims([open], session)
  })
}
