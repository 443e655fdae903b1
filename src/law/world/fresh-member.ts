import { isAction } from '../../resource/is-action.ts'
import type { Resource } from '../../resource/model.ts'
import { standsWithParent } from '../../resource/stands-with-parent.ts'
import type { CaseSession } from '../session/case-session.ts'
import { type Attempt, attemptsAfter } from './attempts.ts'
import { bareHolders } from './bare-holders.ts'
import { sendCreate } from './create-member.ts'
import type { Created, CreateRequest } from './create-request.ts'
import { actedOn } from './send-action.ts'
import { isRefusal, isSuccess } from '../session/exchange.ts'
import type { Member } from '../session/member.ts'
import { noteRefusal } from './note-refusal.ts'
import { keepingListedValues, noteListedValues } from './keep-listed-values.ts'
import { hasSettled } from './settled.ts'
import { retryAfter, USUAL } from './retry-after.ts'
import { NotVerified } from '../session/not-verified.ts'
import { whyNotWritten } from '../session/why-not-written.ts'
import { operationWithId, parentOf, parentsBeside } from '../body/paths.ts'
import { type KeyMembers, keyMembersFor } from './key-members.ts'
import type { References } from './keys-of-others.ts'
import { referencesFor } from './references.ts'
import { sharedPair } from './shared-pair.ts'
import { freshSingleton } from './singleton.ts'
import { freshStanding } from './standing-member.ts'
import { learnUndoing } from './learn-undoing.ts'
import { kindsOf } from './kinds.ts'
import { withKnownKey } from '../session/known-key.ts'
import { makingsOf } from '../session/makings-of.ts'
import { type Way, WAYS } from '../body/request-body.ts'
import { mayHangOnState, type Reaching, reachState, needsBelow, withStateFor } from './reach-state.ts'
import type { LawSession } from '../session/session.ts'
import { sweepClaims } from '../clean-up/sweep-claims.ts'
import { findUnnamed } from './find-unnamed.ts'
import { freeRequest, type Wanted } from './free-request.ts'
import { valuesAbove } from './values-above.ts'
import { waitFor } from './wait-for.ts'
import type { Fresh } from './world.ts'

/**
 * Creates a member, with the member above it where none is given. Each way of making a body is tried until the target accepts one; later
 * members are made in that way.
 * @throws NotVerified where the run may not write the resource, or where no member can be made.
 */
export async function freshMember(given: Resource, how: Fresh, caseSession: CaseSession): Promise<Member> {
  const { session } = caseSession
  const resource = withKnownKey(given, session.learned)
  const makings = makingsOf(resource, session.learned)
  const reason = whyNotWritten(resource, session) ?? makings.impossible
  if (reason !== undefined) throw new NotVerified(reason)
  if (isAction(resource)) await undoingOf(resource, caseSession)
  const place = await sharedParent(resource, how.parent, caseSession)
  if (resource.singleton === true) return freshSingleton({ resource, ...place }, caseSession)
  if (standsWithParent(resource, session.model))
    return freshStanding({ resource, ...place, variant: how.variant ?? 0 }, caseSession)
  const references = await referencesOf(resource, how, caseSession)
  const hung = { resource, how, place, references }
  const member =
    (await tryAttempts(attemptsFor(resource, session), hung, caseSession)) ?? (await besideBare(hung, caseSession))
  if (member !== undefined) return member
  makings.impossible ??= `no ${resource.name} could be made: the document does not say enough to make a body`
  throw new NotVerified(makings.impossible)
}

/** A member as it is wanted, with what it hangs on. */
interface Hung {
  readonly resource: Resource
  readonly how: Fresh
  readonly place: Pick<Member, 'parent' | 'above'>
  readonly references: References
}

/** The member of the first attempt that the target accepts. Undefined where it accepts none. */
async function tryAttempts(attempts: Attempt[], hung: Hung, caseSession: CaseSession): Promise<Member | undefined> {
  const { resource, how, place } = hung
  const { session } = caseSession
  const makings = makingsOf(resource, session.learned)
  let { references } = hung
  let keyMembers = await keyMembersOf(resource, place.parent, caseSession)
  let conflicts = 0
  let variant = how.variant ?? 0
  const isKind = kindsOf({ resource, document: session.document }).length > 1
  const isBare = how.isHolder === true && makings.areHoldersBare === true
  const refused = new Set<string>()
  for (let attempt = attempts.shift(); attempt !== undefined; attempt = attempts.shift()) {
    const wanted = { resource, ...place, ...attempt, references, keyMembers, variant, isBare }
    const asked = await freeRequest(wanted, caseSession)
    // Ways of making a body may lead to the same one, such as an empty object.
    if (asked === undefined || refused.has(JSON.stringify(asked.body))) continue
    const created = await sendFresh(asked, how, caseSession)
    const { answer } = created
    if (answer.status === 400 || answer.status === 422) refused.add(JSON.stringify(asked.body))
    if (isSuccess(answer)) return noteTaken({ attempt, wanted, asked, created }, caseSession)
    const kept = isKind ? undefined : keepingListedValues(asked, answer, session)
    if (kept !== undefined) {
      makings.isListedKept = false
      attempts.unshift({ ...attempt, likened: kept, isListedKept: true }, attempt)
      continue
    }
    if (attempt.isListedKept === true && attempts.length > 0) continue
    const retry =
      isAction(resource) && asked.body === undefined
        ? undefined
        : retryAfter(answer, { conflicts, variant, isKind }, makings)
    if (retry !== undefined) {
      if (retry === 'smaller') variant = isKind ? variant : Math.min(variant, USUAL)
      else {
        conflicts += 1
        if (references.size > 0) makings.sharing = 'own'
        references = await referencesOf(resource, how, caseSession)
        keyMembers = await keyMembersOf(resource, place.parent, caseSession)
      }
      attempts.unshift(attempt)
      continue
    }
    noteRefusal(answer, asked, caseSession)
    attempts.unshift(...attemptsAfter({ attempt, body: asked.body, answer, resource }, session))
  }
  return undefined
}

/** The member beside parents and named members of required properties alone, where the target accepts one. */
async function besideBare(hung: Hung, caseSession: CaseSession): Promise<Member | undefined> {
  const { resource, how, place, references } = hung
  const { session } = caseSession
  const parent = how.parent === undefined ? place.parent : undefined
  const bare = bareHolders({ resource, parent, references }, session)
  if (bare === undefined) return undefined
  let member: Member | undefined
  try {
    const others = {
      place: await sharedParent(resource, how.parent, caseSession),
      references: await referencesOf(resource, how, caseSession),
    }
    const ways = waysOf(resource, session).slice(0, BESIDE_BARE)
    const attempts = ways.map((way) => ({ way, leftOut: [] }))
    member = await tryAttempts(attempts, { ...hung, ...others }, caseSession)
    return member
  } finally {
    if (member === undefined) bare.undo()
  }
}

/** The ways of making bodies that are tried so, as a count. */
const BESIDE_BARE = 2

/** A create that the target has accepted. */
interface Taken {
  readonly attempt: Attempt
  readonly wanted: Wanted
  readonly asked: CreateRequest
  readonly created: Created
}

/** Notes the way in which the member was made, for later ones. */
async function noteTaken({ attempt, wanted, asked, created }: Taken, caseSession: CaseSession): Promise<Member> {
  const { session } = caseSession
  const { resource } = wanted
  const makings = Object.assign(makingsOf(resource, session.learned), attempt)
  noteListedValues(asked, session)
  const found = created.member ?? (await findUnnamed(asked, created, caseSession)) ?? unnamed(resource, session)
  delete makings.impossible
  delete makings.refusedBody
  await learnSharing(wanted, caseSession)
  return waitFor(found, created.answer, caseSession)
}

/** The attempts at a member: the way that the target has taken, or all of them. */
function attemptsFor(resource: Resource, session: LawSession): Attempt[] {
  const { way, leftOut = [], likened } = makingsOf(resource, session.learned)
  if (way !== undefined) return [{ way, leftOut, likened }]
  return waysOf(resource, session).map((one) => ({ way: one, leftOut: [] }))
}

/** Sends a create; an action that the state of a fresh member refuses is sent after others. */
async function sendFresh(asked: CreateRequest, how: Fresh, caseSession: CaseSession): Promise<Created> {
  const send = (): Promise<Created> => sendCreate(asked, caseSession.record, caseSession.session)
  let first = await send()
  if (await hasSettled(asked, first, caseSession)) first = await send()
  if (!mayHangOnState(first, asked, caseSession.session)) return first
  if (how.parent !== undefined) {
    if (!isReachedBelow(asked.resource, caseSession.session)) return first
    await withStateFor(asked.resource, how.parent, reachingIn(caseSession))
    return send()
  }
  return (await reachState(asked, reachingIn(caseSession))) ?? first
}

/** True for members that are created below others which other actions bring to a state. */
function isReachedBelow(resource: Resource, { learned }: LawSession): boolean {
  return !isAction(resource) && (makingsOf(resource, learned).reached ?? []).length > 0
}

/** The ways of making bodies. All of them are alike for an action without a body. */
function waysOf(resource: Resource, { document }: LawSession): readonly Way[] {
  const { body } = operationWithId(document, resource.create?.operation ?? '')
  return isAction(resource) && body === undefined ? WAYS.slice(0, 1) : WAYS
}

function reachingIn(caseSession: CaseSession): Reaching {
  return {
    ...caseSession,
    fresh: (one, how) => freshMember(one, how, caseSession),
    learn: (one) => undoingOf(one, caseSession),
  }
}

/** @throws NotVerified always: nothing names the member, and so nothing removes it. */
function unnamed(resource: Resource, session: LawSession): never {
  const reason = `no ${resource.name} could be named: ${UNADDRESSED}`
  Object.assign(makingsOf(resource, session.learned), { impossible: reason, refusal: reason })
  throw new NotVerified(reason)
}

/** The members of other resources that a body names, made where the run may make them. */
export function referencesOf(resource: Resource, how: Fresh, caseSession: CaseSession): Promise<References> {
  const fresh = (other: Resource, one: Fresh): Promise<Member> => freshMember(other, one, caseSession)
  return referencesFor(resource, how, { ...caseSession, fresh })
}

/** The members of other resources whose keys a member has, made for it. */
export function keyMembersOf(
  resource: Resource,
  parent: Member | undefined,
  caseSession: CaseSession,
): Promise<KeyMembers> {
  const fresh = (other: Resource, one: Fresh): Promise<Member> => freshMember(other, one, caseSession)
  return keyMembersFor(resource, parent, { session: caseSession.session, fresh })
}

/** Learns whether a member can be deleted after an action. */
export function undoingOf(resource: Resource, caseSession: CaseSession): Promise<void> {
  return learnUndoing(resource, { ...caseSession, fresh: (one) => freshMember(one, {}, caseSession) })
}

/** Creates a second member that names the same members of others. It is removed again. */
async function learnSharing(wanted: Wanted, caseSession: CaseSession): Promise<void> {
  const { record, session } = caseSession
  const { resource, references = new Map() } = wanted
  const makings = makingsOf(resource, session.learned)
  const isOpen = makings.sharing === undefined && [...references.values()].some(({ claim }) => claim !== undefined)
  if (!isOpen) return
  makings.sharing = resource.delete === undefined ? 'own' : 'shared'
  if (resource.delete === undefined) return
  const keyMembers = await keyMembersOf(resource, wanted.parent, caseSession)
  const again = await freeRequest({ ...wanted, keyMembers, variant: wanted.variant + 2 }, caseSession)
  if (again === undefined) return
  const { answer, member } = await sendCreate(again, record, session)
  if (isRefusal(answer)) makings.sharing = 'own'
  const claim = session.claims.open.get(member?.claim ?? NaN)
  if (claim !== undefined) await sweepClaims([claim], session)
}

/** The member above, and the values of the path parameters above: one parent of each resource is shared by all laws. */
export async function sharedParent(
  resource: Resource,
  given: Member | undefined,
  caseSession: CaseSession,
): Promise<Pick<Member, 'parent' | 'above'>> {
  const { session } = caseSession
  const above = parentOf(resource, session.model)
  // A resource at the top may be one of two parents: it leads to the other one.
  if (above === undefined) return { parent: given, above: valuesAbove(resource, given, session) }
  const pair = parentsBeside(resource, session.model)
  const isApart = isAction(resource) || pair !== undefined || isReachedBelow(resource, session)
  const shared = isApart ? actedOn(resource) : above.name
  const fresh = (one: Resource): Promise<Member> => freshMember(one, { isHolder: true }, caseSession)
  const known =
    given ?? session.pool.shared.get(shared) ?? (pair && (await sharedPair(pair, { fresh, pool: session.pool })))
  const parent = known ?? (await fresh(above))
  if (known === undefined) await withStateFor(resource, parent, reachingIn(caseSession))
  // The end of a law removes the members below that an action needs.
  if (given === undefined && !needsBelow(resource, session)) session.pool.shared.set(shared, parent)
  return { parent, above: valuesAbove(resource, parent, session) }
}

const UNADDRESSED = 'the answer to the create does not tell the key of the member, and no list shows it'
