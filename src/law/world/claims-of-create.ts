import { type AnsweredCreate, membersMade } from '../send/address-of.ts'
import { memberPath } from '../send/create-note.ts'
import { claimedPaths, type Claims, openClaim, type OpenClaim, placeClaim } from '../session/claims.ts'

/** Notes the path of the member of a claim, once its key is known. */
export function placeByKey(claim: OpenClaim, own: readonly string[], claims: Claims): void {
  placeClaim(claim, memberPath(claim.note, own), claims)
}

/** Opens a second claim for a create that was sent twice: it may have made two members. The second is looked for by its mark. */
export function claimAgain(first: OpenClaim, claims: Claims): void {
  const { marks, list } = first.note
  if (marks === undefined || list === undefined) return
  openClaim({ ...first, path: undefined }, claims)
}

/** A create may make several members at once: each but the first is a claim of its own. */
export function claimOthers(first: OpenClaim, made: readonly (readonly string[])[], claims: Claims): void {
  if (made.length < 2) return
  const taken = claimedPaths(claims)
  for (const own of made) {
    const path = memberPath(first.note, own)
    if (path !== undefined && !taken.has(path))
      placeClaim(openClaim({ ...first, path: undefined }, claims), path, claims)
  }
}

/** The keys of the members that a create has made. One without a word of the run counts where the list did not show it before. */
export function keysMade(answered: AnsweredCreate, { listed }: Claims): readonly (readonly string[])[] {
  const { note } = answered
  const before = listed.get(note.list?.path ?? '')
  return membersMade(answered).flatMap(({ own, isMarked }) => {
    const path = memberPath(note, own) ?? ''
    return isMarked || before?.includes(path) === false ? [own] : []
  })
}
