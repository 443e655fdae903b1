import { isSuccess } from '../session/exchange.ts'
import { hasMark } from '../send/create-note.ts'
import { hasFreshKey } from './has-fresh-key.ts'
import { type Shown, shownMembers } from './listed-members.ts'
import type { LawSession, OpenClaim } from '../session/session.ts'
import { type Asking, withRequired } from './clean-up-request.ts'

/**
 * Looks whether the target has stored members of refused creates: a claim without a member is dropped, and one with a member is a claim
 * like any other. A member counts by a fresh key, or by a word that no other create of the run has sent.
 */
export async function settleRefused(claims: readonly OpenClaim[], session: LawSession, ask: Asking): Promise<void> {
  const refused = claims.filter((claim) => claim.refused !== undefined)
  for (const group of byList(refused)) {
    const shown = await shownOf(group, ask)
    for (const claim of group) settle(claim, shown, session)
  }
}

function byList(claims: readonly OpenClaim[]): readonly (readonly OpenClaim[])[] {
  const groups = new Map<string, OpenClaim[]>()
  for (const claim of claims) {
    const place = claim.note.list?.path ?? claim.path ?? ''
    groups.set(place, [...(groups.get(place) ?? []), claim])
  }
  return [...groups.values()]
}

/** One read where one member is looked for, else one walk through the list. */
async function shownOf(claims: readonly OpenClaim[], ask: Asking): Promise<readonly Shown[]> {
  const [first] = claims
  if (first === undefined) return []
  const { path, note } = first
  if (claims.length > 1 || path === undefined) return (await shownMembers(note, ask)).members
  const answer = await withRequired(ask, note)({ method: 'GET', path })
  return answer !== undefined && isSuccess(answer) ? [{ path, member: answer.json }] : []
}

function settle(claim: OpenClaim, shown: readonly Shown[], session: LawSession): void {
  const { claims, ledger, stored } = session
  const others = [...claims.values()].filter((one) => one !== claim)
  const sent = new Set(others.flatMap(({ note }) => note.marks ?? []))
  const marks = (claim.note.marks ?? []).filter((mark) => !sent.has(mark))
  const taken = new Set(others.flatMap((one) => (one.refused === undefined ? (one.path ?? []) : [])))
  const own = hasFreshKey(claim) ? claim.path : undefined
  const found = shown.find(
    ({ path, member }) => path !== undefined && !taken.has(path) && (path === own || hasMark(member, { marks })),
  )
  if (found?.path === undefined || claim.refused === undefined) {
    claims.delete(claim.n)
    ledger.gone(claim.n)
    return
  }
  stored.push({ ...claim.refused, resource: claim.resource, at: found.path })
  claim.refused = undefined
  claim.path = found.path
  ledger.createdAt(claim.n, found.path)
}
