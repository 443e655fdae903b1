import { type Answered, madeBy } from '../send/address-of.ts'
import { memberPath } from '../send/create-note.ts'
import type { LawSession, OpenClaim } from '../session/session.ts'

/** Notes the path of the member of a claim, once its key is known. */
export function settle(
  claim: Pick<OpenClaim, 'n' | 'path' | 'note'>,
  own: readonly string[],
  { ledger }: LawSession,
): void {
  const path = memberPath(claim.note, own)
  if (path === undefined || claim.path === path) return
  claim.path = path
  ledger.createdAt(claim.n, path)
}

/** A create that was sent twice may have made two members. One is looked for by its mark. */
export function claimAgain({ note, ...first }: OpenClaim, { ledger, claims }: LawSession): void {
  if (note.marks === undefined || note.list === undefined) return
  const n = ledger.creating(note)
  claims.set(n, { ...first, note, n, path: undefined })
}

/** A create may make several members at once: each but the first is a claim of its own. */
export function claimOthers(
  first: OpenClaim,
  made: readonly (readonly string[])[],
  { ledger, claims }: LawSession,
): void {
  if (made.length < 2) return
  const taken = new Set([...claims.values()].map(({ path }) => path))
  for (const own of made) {
    const path = memberPath(first.note, own)
    if (path === undefined || taken.has(path)) continue
    const n = ledger.creating(first.note)
    ledger.createdAt(n, path)
    claims.set(n, { ...first, n, path })
  }
}

/** The path parameters of the members that a create has made. One without a word of the run counts where the list did not show it before. */
export function ownIn(answered: Answered, { listed }: LawSession): readonly (readonly string[])[] {
  const { note } = answered
  const before = listed.get(note.list?.path ?? '')
  return madeBy(answered).flatMap(({ own, isMarked }) => {
    const path = memberPath(note, own) ?? ''
    return isMarked || before?.includes(path) === false ? [own] : []
  })
}
