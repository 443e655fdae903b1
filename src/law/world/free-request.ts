import type { Resource } from '../../resource/model.ts'
import type { CaseSession } from '../session/case-session.ts'
import { withArticle } from '../session/noun.ts'
import { NotVerified } from '../session/not-verified.ts'
import type { LawSession } from '../session/session.ts'
import { type BodyAsked, type CreateBody, createBody } from './create-body.ts'
import type { CreateRequest } from './create-request.ts'
import { optionalIn } from './optional-in.ts'
import { takenBy } from './taken-by.ts'

/** A create as it is wanted. */
export type Wanted = Pick<CreateRequest, 'resource' | 'parent'> &
  BodyAsked & {
    /** True for a body of required properties alone. */
    readonly isBare?: boolean
  }

/** The keys that are tried where a key is one of a few, as a count. */
const MOST_KEYS = 8

/**
 * A create under a key that no member has. Undefined where this way makes no body.
 * @throws NotVerified where each key that was tried has a member.
 */
export async function freeRequest(
  { resource, parent, above, isBare = false, ...asked }: Wanted,
  { record, session }: CaseSession,
): Promise<CreateRequest | undefined> {
  for (let key = 0; key < MOST_KEYS; key += 1) {
    const wanted = { ...asked, above, holder: parent?.sent, variant: asked.variant + key }
    const whole = createBody(resource, wanted, session)
    const made = isBare && whole !== undefined ? bareBody(whole, { resource, wanted }, session) : whole
    if (made === undefined) return undefined
    const refersTo = [...(asked.references?.values() ?? []), ...(asked.keyMembers?.values() ?? [])]
    const request = { resource, parent, above, ...made, ...(refersTo.length === 0 ? {} : { refersTo }) }
    if ((await takenBy(request, record, session)) === undefined) return { ...request, isFree: true }
  }
  throw new NotVerified(
    `no key of ${withArticle(resource.name)} is free: the document allows a few, and each that was tried has a member`,
  )
}

/** The body again, without the properties that it may leave out. */
function bareBody(
  { body }: CreateBody,
  { resource, wanted }: { readonly resource: Resource; readonly wanted: BodyAsked },
  session: LawSession,
): CreateBody | undefined {
  const leftOut = [...(wanted.leftOut ?? []), ...optionalIn(body, resource, session)]
  return createBody(resource, { ...wanted, leftOut }, session)
}
