import { asking } from './asking.ts'
import type { Removal } from './removal.ts'
import { type CreateClaim, removeClaim, unnamed } from './remove-claim.ts'
import { settleRefused } from './settle-refused.ts'
import { withWords } from '../body/words.ts'
import { makingsOf } from '../session/makings-of.ts'
import { deletePath } from '../send/create-note.ts'
import type { LawSession } from '../session/session.ts'
import { type Claims, endClaim, type OpenClaim, takenPaths } from '../session/claims.ts'
import type { Deletes } from '../session/deletes.ts'
import { isLeftByAction } from './left-by-action.ts'
import { uninterrupted } from '../../send/uninterrupted.ts'

/** A member that may still be there. */
export interface Left {
  readonly claim: OpenClaim
  /** The member. */
  readonly at: string
  readonly reason: string
  /** The status of its delete, where that is an error. */
  readonly status: number | undefined
}

/**
 * Removes members of the run, the last first, so that members go before their parents. A member without a delete of its own comes last: it goes
 * with its parent, and stays open as long as the run keeps that one. Returns what is left.
 */
export async function sweepClaims(claims: Iterable<OpenClaim>, session: LawSession): Promise<readonly Left[]> {
  const left: Left[] = []
  const swept = [...claims]
  const numbers = new Set(swept.map(({ n }) => n))
  const unsettled = await settleRefused(swept, session.claims, asking(session))
  const paths = takenPaths(session.claims)
  const open = swept.filter(({ n }) => session.claims.open.has(n)).toReversed()
  for (const claim of [...open.filter((one) => !hangsOnParent(one)), ...open.filter(hangsOnParent)]) {
    const holder = hangsOnParent(claim) ? holderOf(claim, session) : undefined
    if (holder !== undefined && !numbers.has(holder.n)) continue
    const doubt = unsettled.get(claim)
    if (doubt !== undefined) {
      left.push({ claim, at: unnamed(claim.note), reason: doubt, status: undefined })
      continue
    }
    const isGone = isDeleted(claim, session)
    // A member below a deleted parent may be gone with it.
    if (isGone && (claim.parent === undefined || session.claims.open.has(claim.parent)))
      session.deletes.vanishing.add(claim.resource)
    const removal: Removal = isGone
      ? { outcome: 'absent', at: '' }
      : await removeClaim(stateOf(claim, session), asking(session, claim.note.as), { others: paths })
    const isMarked = removal.outcome === 'left' && staysMarked(claim, removal.status, session)
    if (removal.outcome === 'removed' || isMarked) session.deletes.removed.push({ claim, at: removal.at })
    if (removal.outcome === 'left' && !isMarked && !mayStay(claim, removal.status, session)) {
      left.push({ claim, at: removal.at, reason: removal.reason, status: removal.status })
      noteUnremoved(claim, removal, session)
    } else {
      if (removal.outcome === 'left' && !isMarked) noteStayed(claim, session.deletes)
      endClaim(claim, session.claims)
    }
  }
  return left
}

/**
 * True for a member that no read finds after a delete of it or of one above. Also true for one that is read at the path to which a write
 * has moved it. Any other that no read finds may be there all the same.
 */
function isDeleted(
  { path = '', note, parent, movedTo = '' }: OpenClaim,
  state: Pick<LawSession, 'sights' | 'claims'>,
): boolean {
  const { gone, seen } = state.sights
  if (note.restore !== undefined || !gone.has(path)) return false
  if (gone.wasDeleted(path, deletePath(note, path)) || seen.has(movedTo)) return true
  const above = state.claims.open.get(parent ?? NaN)
  return above !== undefined && isDeleted(above, state)
}

/** True for a member that only the delete of its parent removes. */
function hangsOnParent({ note }: OpenClaim): boolean {
  return note.remove === undefined && note.restore === undefined
}

/** The nearest member above that is still open and that a delete removes. */
function holderOf({ parent }: OpenClaim, session: LawSession): OpenClaim | undefined {
  const above = session.claims.open.get(parent ?? NaN)
  return above === undefined || !hangsOnParent(above) ? above : holderOf(above, session)
}

/** The times between attempts to remove what is left, in milliseconds. */
const WAITS = [250, 1_000, 3_000]

/**
 * Removes all members of the run. A server that deletes later may refuse to delete a parent until its members are gone. So what is left is
 * tried again. Returns the sentences about what is left then.
 */
export async function sweepPatiently(session: LawSession): Promise<readonly string[]> {
  const { breaker, clock, signal } = uninterrupted(session.connection)
  let left = await sweepClaims(session.claims.open.values(), session)
  for (const wait of WAITS) {
    if (!left.some(({ status }) => status !== undefined) || breaker.reason() !== undefined) break
    await clock.sleep(wait, signal)
    left = await sweepClaims(session.claims.open.values(), session)
  }
  const named = left.filter((one) => isNamedByOneThatStays(one, session))
  for (const { claim } of named) {
    noteStayed(claim, session.deletes)
    endClaim(claim, session.claims)
  }
  return sentencesOf(left.filter((one) => !named.includes(one)))
}

/** The sentences about members that are left; of many of one resource for one reason, the first. */
function sentencesOf(left: readonly Left[]): readonly string[] {
  const groups = new Map<string, Left[]>()
  for (const one of left) {
    const key = JSON.stringify([one.claim.resource, withWords(one.reason, () => '')])
    groups.set(key, [...(groups.get(key) ?? []), one])
  }
  return [...groups.values()].flatMap((group) => {
    const named = group.slice(0, MOST_TOLD).map(({ at, reason }) => `${at} (${reason})`)
    const [first] = group
    const rest = group.length - named.length
    if (first === undefined || rest === 0) return named
    return [...named, `${rest} more of ${first.claim.resource}, for the same reason`]
  })
}

/** The members of one resource that are named one by one, as a count. */
const MOST_TOLD = 5

/** The members that could not be removed after which the run makes no more of them, as a count. One delete may fail by chance. */
const ENOUGH = 3

/** Notes that a delete was refused, or did nothing. One that conflicts with an open member of another resource may succeed later. */
function noteUnremoved(claim: OpenClaim, removal: Removal, session: LawSession): void {
  if (removal.outcome !== 'left') return
  if (removal.status === 409 && (hasOthers(claim, session.claims) || worksLater(claim, session))) return
  const known = makingsOf({ name: claim.resource }, session.learned)
  const unremoved = (known.unremoved ??= new Set<number>()).add(claim.n)
  if (unremoved.size >= ENOUGH) known.stays ??= `${removal.at} could not be removed: ${removal.reason}`
}

/** True where the target carries writes of the member out later: one that is under way may refuse the delete. */
function worksLater({ resource }: OpenClaim, { model, document }: LawSession): boolean {
  const { create, delete: removal, updates = [] } = model.resources[resource] ?? {}
  const ids = new Set([create, removal, ...updates].map((one) => one?.operation))
  return document.operations.some(({ id, responses }) => ids.has(id) && responses['202'] !== undefined)
}

/** True where a member of another resource is open that does not stand above this one. */
function hasOthers({ resource, parent }: OpenClaim, { open }: Claims): boolean {
  const above = new Set<number | undefined>()
  for (let n = parent; n !== undefined; n = open.get(n)?.parent) above.add(n)
  return [...open.values()].some((one) => one.resource !== resource && !above.has(one.n))
}

/** True for a member whose delete conflicts with one that stays: it is named by that one, or may stay and be named by it. */
function isNamedByOneThatStays(
  { claim, status }: Left,
  { deletes: { stayed, namedByKept }, learned: { makings }, mayLeave }: LawSession,
): boolean {
  const isLeft = [...makings.values()].some((one) => one.isLeft === true)
  const othersStay = stayed.size > 0 || [...makings.values()].some(({ isKept }) => isKept === true)
  return status === 409 && (namedByKept.has(claim.n) || (othersStay && (isLeft || mayLeave(claim.resource))))
}

/** Notes that a member stays on the target. */
export function noteStayed({ resource, path, note }: OpenClaim, { stayed }: Deletes): void {
  stayed.set(resource, [...(stayed.get(resource) ?? []), path ?? unnamed(note)])
}

/**
 * True for a member whose delete has succeeded and only marks it, and whose second delete is refused: nothing more of it can be removed. Where the
 * document says that a read finds nothing, the refusal may have another reason.
 */
function staysMarked(
  { path = '', note, resource }: OpenClaim,
  status: number | undefined,
  session: LawSession,
): boolean {
  const { leaves } = session.model.resources[resource]?.delete ?? {}
  const mayMark = leaves?.value === 'tombstone' || leaves?.certainty === 'guess'
  return status !== undefined && mayMark && session.sights.gone.staysDeleted(path, deletePath(note, path))
}

/** True for a member that nothing removes, and for one whose delete is refused after an action: `--leave` allows both. */
function mayStay({ note, resource }: OpenClaim, status: number | undefined, session: LawSession): boolean {
  if (note.restore !== undefined) return false
  if (note.remove === undefined) return session.mayLeave(resource)
  return status !== undefined && STATE_REFUSALS.has(status) && isLeftByAction(resource, session)
}

/** The statuses with which the state of a member refuses its delete. */
const STATE_REFUSALS: ReadonlySet<number> = new Set([400, 403, 409, 422])

function stateOf(claim: OpenClaim, { sights, claims }: LawSession): CreateClaim {
  const known = claims.listed.get(claim.note.list?.path ?? '')
  return { ...claim, isSeen: sights.seen.has(claim.path ?? ''), ...(known === undefined ? {} : { known }) }
}
