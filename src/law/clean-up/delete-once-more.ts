import { deletePath } from '../send/create-note.ts'
import { isSuccess } from '../session/exchange.ts'
import type { CreateNote } from '../session/member-ledger.ts'
import { type Asking, withRequired } from './clean-up-request.ts'

/** A member whose delete succeeded. */
export interface Deleted {
  readonly path: string
  readonly note: CreateNote
}

/**
 * Deletes members once more that a read still shows after a delete that succeeded: the first delete may only have moved them to a trash. One member
 * shows what a second delete is good for. Returns the resources whose members a read shows all the same, each with their count.
 */
export async function deleteOnceMore(deleted: readonly Deleted[], ask: Asking): Promise<ReadonlyMap<string, number>> {
  const still = new Map<string, number>()
  for (const resource of new Set(deleted.map(({ note }) => note.resource))) {
    const members = deleted.filter(({ note }) => note.resource === resource && note.remove !== undefined)
    const shown = await oneThere(members, ask)
    if (shown === undefined) continue
    await remove(shown, ask)
    const isGone = !(await isThere(shown, ask))
    if (isGone) for (const member of members) if (member !== shown) await remove(member, ask)
    if (!isGone || (await oneThere(members, ask)) !== undefined) still.set(resource, members.length)
  }
  return still
}

/** The first or the last of the members, if a read shows it: one of them may have been deleted before. */
async function oneThere(members: readonly Deleted[], ask: Asking): Promise<Deleted | undefined> {
  for (const member of new Set([members[0], members.at(-1)]))
    if (member !== undefined && (await isThere(member, ask))) return member
  return undefined
}

async function isThere({ path, note }: Deleted, ask: Asking): Promise<boolean> {
  const answer = await withRequired(ask, note)({ method: 'GET', path })
  return answer !== undefined && isSuccess(answer)
}

async function remove({ path, note }: Deleted, ask: Asking): Promise<void> {
  if (note.remove !== undefined) await withRequired(ask, note)({ method: note.remove, path: deletePath(note, path) })
}
