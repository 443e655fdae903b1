import type { CreateRequest } from './create-member.ts'
import { freeRequest, sharedParent, type CaseSession } from './fresh-member.ts'
import { NotVerified } from './not-verified.ts'
import type { Resource } from '../resource/model.ts'
import { whyNotWritten } from './why-not-written.ts'
import type { Fresh } from './world.ts'

/** A body in the way that the target accepts, or in the first way. */
export async function nextBody(resource: Resource, how: Fresh, caseSession: CaseSession): Promise<CreateRequest> {
  const { session } = caseSession
  const reason = whyNotWritten(resource, session)
  if (reason !== undefined) throw new NotVerified(reason)
  const place = await sharedParent(resource, how.parent, caseSession)
  const { way = 'plausible', leftOut = [] } = session.makings.get(resource.name) ?? {}
  const made = await freeRequest({ resource, ...place, way, leftOut, variant: how.variant ?? 0 }, caseSession)
  if (made === undefined) throw new NotVerified('the document does not say enough to make a body')
  // A law may change the key, which then is looked at again.
  const { isFree: _, ...request } = made
  return request
}
