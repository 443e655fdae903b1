import { memberPath, noteOf } from '../send/create-note.ts'
import { dropClaim, openClaim, placeClaim } from '../session/claims.ts'
import type { Member } from '../session/member.ts'
import type { LawSession } from '../session/session.ts'

/** Claims the member that a write may store under another key, before the write. Returns a function that drops the claim. */
export function claimAt(
  { resource, above, sent, claim }: Member,
  own: readonly string[],
  session: LawSession,
): () => void {
  const { claims } = session
  const note = noteOf({ resource, above, member: sent }, session)
  const path = memberPath(note, own)
  const moving = claims.open.get(claim ?? NaN)
  if (moving !== undefined) moving.movedTo = path
  const claimed = openClaim({ resource: resource.name, path: undefined, note }, claims)
  placeClaim(claimed, path, claims)
  return () => dropClaim(claimed, claims)
}
