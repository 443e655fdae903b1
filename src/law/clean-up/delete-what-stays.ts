import { holdsWordOfRun } from '../body/words.ts'
import type { LawSession } from '../session/session.ts'
import type { OpenClaim } from '../session/claims.ts'
import { type Deleted, deleteOnceMore } from './delete-once-more.ts'
import { askingWhileAnswered } from './asking.ts'

/** Deletes the members once more that a read still shows at the end of a run. Notes those that it shows even then. */
export async function deleteWhatStays(session: LawSession): Promise<void> {
  const deleted = session.deletes.removed.flatMap(({ claim }): readonly Deleted[] => {
    const { path, note } = claim
    return path !== undefined && isRemovedByAnswer(claim, session) ? [{ path, note }] : []
  })
  const still = await deleteOnceMore(deleted, {
    ask: askingWhileAnswered(session),
    // An update may have replaced the words of the create.
    holdsOwn: (shown) => holdsWordOfRun(shown, session.word()),
  })
  for (const [resource, paths] of still) session.deletes.marked.set(resource, paths)
}

/** True for a member that a delete has removed, as far as its answer says. Resources whose deletes leave nothing, come later or do nothing are known. */
function isRemovedByAnswer({ path = '', note, resource }: OpenClaim, session: LawSession): boolean {
  const { model, sights, deletes } = session
  const { stubborn, vanishing } = deletes
  const isLater = model.resources[resource]?.delete?.leaves?.value === 'later'
  const isRemoved = path !== '' && note.remove !== undefined && note.restore === undefined && !sights.gone.has(path)
  return isRemoved && !isLater && !stubborn.has(resource) && !vanishing.has(resource)
}
