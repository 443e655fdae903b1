import { memberPath, noteOf } from '../send/create-note.ts'
import type { Member } from '../session/member.ts'
import type { LawSession } from '../session/session.ts'

/** Claims the member that a write may store under another key, before the write. Returns a function that drops the claim. */
export function claimAt(
  { resource, above, sent, claim }: Member,
  own: readonly string[],
  session: LawSession,
): () => void {
  const { ledger, claims } = session
  const note = noteOf({ resource, above, member: sent }, session)
  const n = ledger.creating(note)
  const path = memberPath(note, own)
  if (path !== undefined) ledger.createdAt(n, path)
  const moving = claims.get(claim ?? NaN)
  if (moving !== undefined) moving.movedTo = path
  claims.set(n, { n, resource: resource.name, path, note })
  return () => {
    claims.delete(n)
    ledger.gone(n)
  }
}
