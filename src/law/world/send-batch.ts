import { asking } from '../clean-up/asking.ts'
import { listedMembers, shownMembers } from '../clean-up/listed-members.ts'
import type { Resource } from '../../resource/model.ts'
import { ownValuesIn } from '../send/address-of.ts'
import { ask } from '../send/ask.ts'
import { hasMark, memberPath, noteOf } from '../send/create-note.ts'
import { itemsIn } from '../send/items-in.ts'
import type { CaseSession } from '../session/case-session.ts'
import { type Answer, isRefusal, isSuccess } from '../session/exchange.ts'
import { withKnownKey } from '../session/known-key.ts'
import { makingsOf } from '../session/makings-of.ts'
import type { Member } from '../session/member.ts'
import { NotVerified } from '../session/not-verified.ts'
import type { LawSession } from '../session/session.ts'
import { claimedPaths, dropClaim, openClaim, type OpenClaim, placeClaim } from '../session/claims.ts'
import { whyNotWritten } from '../session/why-not-written.ts'
import { type CreateRequest, requestOf } from './create-request.ts'
import { takenBy } from './taken-by.ts'
import { batchOf, type BatchBody } from '../body/batch-body.ts'

/** A create of several members. */
export interface BatchRequest {
  readonly batch: BatchBody
  /** The create of each member alone. */
  readonly members: readonly CreateRequest[]
}

/** The answer to a create of several members, and each that is there now, in the order of the request. */
export interface CreatedBatch {
  readonly answer: Answer
  readonly members: readonly (Member | undefined)[]
  /** True where the list was read after a refusal, and tells which members are there. */
  readonly isListed: boolean
}

/**
 * Sends a create of several members, each under a claim of its own. The answer tells which are there; else, and after a refusal, the list does.
 * @throws NotVerified where a member has no word of the run by which it could be found.
 */
export async function sendBatch({ batch, members }: BatchRequest, caseSession: CaseSession): Promise<CreatedBatch> {
  const { record, session } = caseSession
  const [first] = members
  const resource = first === undefined ? undefined : withKnownKey(first.resource, session.learned)
  if (first === undefined || resource === undefined) throw new NotVerified('there is no member to create')
  const reason = whyNotWritten(resource, session) ?? makingsOf(resource, session.learned).stays
  if (reason !== undefined) throw new NotVerified(reason)
  for (const one of members)
    if ((await takenBy(one, record, session)) !== undefined) throw new NotVerified('a member with such a key is there')
  const notes = members.map(({ above, body }) => noteOf({ resource, above, member: body }, session))
  if (notes.some(({ marks, list }) => marks === undefined || list === undefined))
    throw new NotVerified('no word of the run in a member, or no list, would tell whether it is there')
  const [firstNote] = notes
  if (firstNote === undefined) throw new NotVerified('there is no member to create')
  const claims = notes.map((note) =>
    openClaim({ resource: resource.name, path: undefined, note, parent: first.parent?.claim }, session.claims),
  )
  const asked = {
    ...first,
    body: batchOf(
      batch,
      members.map(({ body }) => body),
    ),
  }
  const answer = await ask(requestOf(asked, batch.operation), record, session)
  const shown = isSuccess(answer) ? itemsIn(answer.json, resource.list?.items?.value ?? '') : []
  const told = claims.map((claim) => keyIn(shown, claim, resource))
  const listed = told.includes(undefined) ? await shownMembers(firstNote, asking(session)) : undefined
  const keys = claims.map(
    (claim, index) => told[index] ?? keyIn(listed?.members.map(({ member }) => member) ?? [], claim, resource),
  )
  const { status, asked: request, exchange } = answer
  for (const claim of claims) claim.answered = { status, asked: request, exchange }
  for (const [index, claim] of claims.entries()) notePlace(claim, keys[index], session)
  const isListed = listed !== undefined && listed.problem === undefined
  // A complete list shows each member that is there.
  if (isListed && isRefusal(answer))
    for (const claim of claims) if (claim.path === undefined) dropClaim(claim, session.claims)
  const made = claims.map(({ n }, index): Member | undefined => {
    const [one, own] = [members[index], keys[index]]
    if (one === undefined || own === undefined || !session.claims.open.has(n)) return undefined
    return { resource, parent: one.parent, above: one.above, own, sent: one.body, created: answer, claim: n }
  })
  return { answer, isListed, members: made }
}

/** The key of the member of a claim among members that an answer shows. */
function keyIn(shown: readonly unknown[], { note }: OpenClaim, resource: Resource): readonly string[] | undefined {
  const item = shown.find((one) => hasMark(one, note))
  return item === undefined ? undefined : ownValuesIn(item, resource)
}

/** Notes the path of a member that is there. One without a key has no path. */
function notePlace(claim: OpenClaim, own: readonly string[] | undefined, { claims, sights }: LawSession): void {
  const path = own === undefined ? undefined : memberPath(claim.note, own)
  if (path === undefined) return
  placeClaim(claim, path, claims)
  sights.gone.there(path)
}

/** True where each member that the list shows is one of the run: a write to several members may go wrong at a member of others. */
export async function isAlone(
  { resource, above }: { readonly resource: Resource; readonly above: readonly string[] },
  session: LawSession,
): Promise<boolean> {
  const { members, problem } = await listedMembers(
    noteOf({ resource, above, member: undefined }, session),
    asking(session),
  )
  const own = claimedPaths(session.claims)
  return problem === undefined && members.every((path) => own.has(path))
}
