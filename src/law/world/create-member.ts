import { isAction } from '../../resource/is-action.ts'
import { operationWithId } from '../body/paths.ts'
import { memberIn } from '../body/wrapped-member.ts'
import { noteListedMembers } from '../clean-up/note-listed-members.ts'
import { tellsOperation } from '../compare/tells-operation.ts'
import { ownValuesAfterCreate, unwrapped } from '../send/address-of.ts'
import { ask } from '../send/ask.ts'
import { noteOf } from '../send/create-note.ts'
import { noteShown } from '../send/note-write.ts'
import { secretsShown } from '../send/secrets-shown.ts'
import type { CaseRecord } from '../session/case-record.ts'
import { isRefusal, isSuccess } from '../session/exchange.ts'
import { withKnownKey } from '../session/known-key.ts'
import { makingsOf } from '../session/makings-of.ts'
import { NotVerified } from '../session/not-verified.ts'
import type { LawSession } from '../session/session.ts'
import { openClaim, type OpenClaim } from '../session/claims.ts'
import { whyNotWritten } from '../session/why-not-written.ts'
import { acceptedKey } from './accepted-key.ts'
import { claimAgain, claimOthers, keysMade, placeByKey } from './claims-of-create.ts'
import { correctKey } from './correct-key.ts'
import { type CreateRequest, type Created, requestOf } from './create-request.ts'
import { noteKeyShown } from './learn-key.ts'
import { sendAction } from './send-action.ts'
import { namedBy, protectOthers } from './taken-by.ts'

/** Sends a create under the ledger: the note is written before the request, and the path of the member after the answer. */
export async function sendCreate(asked: CreateRequest, record: CaseRecord, session: LawSession): Promise<Created> {
  const { parent, above, own = [], body, refersTo } = asked
  const resource = withKnownKey(asked.resource, session.learned)
  const reason = whyNotWritten(resource, session)
  if (reason !== undefined || resource.create === undefined)
    throw new NotVerified(reason ?? 'the contract does not say how a member is created')
  const { stays } = makingsOf(resource, session.learned)
  if (stays !== undefined) throw new NotVerified(`${stays}, so the run makes no more of them`)
  const operation = operationWithId(session.document, resource.create.operation)
  const member = memberIn(body, resource)
  if (isAction(resource) && (parent?.claim !== undefined || resource.create.asks === true))
    return sendAction(asked, record, session)
  const ofOwner = noteOf({ resource, above, member }, session)
  const note = asked.isOf === undefined ? ofOwner : { ...ofOwner, as: asked.isOf }
  const named = namedBy(asked)
  if (asked.isFree !== true) await protectOthers(asked, record, session)
  if (named === undefined) await noteListedMembers(note, session)
  const claim = openClaim({ resource: resource.name, path: undefined, note, parent: parent?.claim }, session.claims)
  const { n } = claim
  if (named !== undefined) placeByKey(claim, named, session.claims)
  const answer = await ask(requestOf(asked, operation), record, session)
  if (answer.again === true && named === undefined && !isRefusal(answer)) claimAgain(claim, session.claims)
  // The end of the law looks for the member: one look serves all refused creates.
  const { status, asked: request, exchange } = answer
  claim.answered = { status, asked: request, exchange }
  if (isRefusal(answer) || asked.isTrial === true) claim.refused = { status, asked: request, exchange, sent: member }
  if (!isSuccess(answer)) return { answer, member: undefined, claim: n }
  for (const secret of secretsShown(answer, resource)) session.connection.secrets.add(secret)
  // A key may be drawn again: its member is there again.
  session.sights.gone.there(claim.path ?? '')
  const answered = { resource, note, answer, member }
  const isOperation = tellsOperation(answer, operation, { document: session.document, resource })
  const keys = isOperation ? [] : keysMade(answered, session.claims)
  const told = isOperation
    ? (named ?? (await acceptedKey({ asked, claim, answer, sent: member }, { record, session })))
    : own.length > 0
      ? own
      : (ownValuesAfterCreate(answered) ?? keys[0])
  if (told === undefined) return { answer, member: undefined, claim: n }
  const isDoubtful = !isOperation && own.length === 0 && asked.isTrial !== true && asked.as === undefined
  const guessed = { resource, above, own: told, answer, note }
  const values = (isDoubtful ? await correctKey(guessed, session) : undefined) ?? told
  if (!isOperation) noteKeyShown({ resource, shown: unwrapped(answer.json, resource), sent: member }, values, session)
  placeByKey(claim, values, session.claims)
  refuseOthers(claim, session)
  if (asked.isTrial === true) return { answer, member: undefined, claim: n }
  // The key may be known by the answer alone.
  session.sights.gone.there(claim.path ?? '')
  if (!isOperation) noteShown(claim, { shown: answer.json }, session)
  claimOthers(claim, keys, session.claims)
  const made = { ...placeOfMade(asked, session), own: values, sent: member, created: answer, claim: n }
  return { answer, member: refersTo === undefined ? made : { ...made, refersTo }, claim: n }
}

/** The resource of a member, with the place of its key that is known now, and what is above it. */
function placeOfMade(
  { resource, parent, above }: CreateRequest,
  { learned }: LawSession,
): Pick<CreateRequest, 'resource' | 'parent' | 'above'> {
  return { resource: withKnownKey(resource, learned), parent, above }
}

/** @throws NotVerified where the answer to a create names a member from before the run: the run makes no more of them, since each may change one. */
function refuseOthers({ n, resource }: OpenClaim, { claims, learned }: LawSession): void {
  const changed = claims.open.has(n) ? undefined : claims.others.changed.at(-1)
  if (changed === undefined) return
  const reason = `a create was answered with ${changed.at}, which was there before the run`
  makingsOf({ name: resource }, learned).stays ??= reason
  throw new NotVerified(reason)
}
