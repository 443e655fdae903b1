import { deletePath } from '../send/create-note.ts'
import type { CreateNote } from '../session/member-ledger.ts'
import { type Asking, withRequiredParameters } from './clean-up-request.ts'
import { hasFreshKey } from './has-fresh-key.ts'
import { isTombstone } from './is-tombstone.ts'
import { shownAt } from './shown-at.ts'

/** A member whose delete succeeded. */
export interface Deleted {
  readonly path: string
  readonly note: CreateNote
}

/** The way to ask for members, and to tell them from those of other clients. */
export interface MemberLook {
  readonly ask: Asking
  /** True for a member that has a value of the run. */
  readonly holdsOwn: (shown: unknown, member: Deleted) => boolean
  /** True for a member that needs no look: no other has its key. Default: one with a fresh key. */
  readonly isOurs?: (member: Deleted) => boolean
}

/**
 * Deletes members once more that a read still shows after a delete that succeeded: the first delete may only have moved them to a trash.
 * A first member shows whether a second delete has an effect. A member that may be one of another client stays: the key of a deleted
 * member may be taken again. Returns the resources whose members a read shows all the same, each with their paths, those that were read first.
 */
export async function deleteOnceMore(
  deleted: readonly Deleted[],
  looking: MemberLook,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const still = new Map<string, readonly string[]>()
  for (const resource of new Set(deleted.map(({ note }) => note.resource))) {
    const ofResource = deleted.filter(({ note }) => note.resource === resource && note.remove !== undefined)
    const members = [...lastByPath(ofResource).values()]
    const shown = await oneThere(members, looking)
    if (shown === undefined) continue
    const isGone = shown.whose === 'own' && (await removeAndLook(shown.member, looking))
    if (isGone) for (const member of members) if (member !== shown.member) await removeOwn(member, looking)
    const left = isGone ? await oneThere(members, looking) : shown
    if (left !== undefined)
      still.set(
        resource,
        [...new Set([left.member, ...members])].map(({ path }) => path),
      )
  }
  return still
}

/** The last member of each path: with few keys, one path is that of several members in turn. */
function lastByPath(members: readonly Deleted[]): ReadonlyMap<string, Deleted> {
  return new Map(members.map((member) => [member.path, member]))
}

/** A member that a read shows. `unclear`: it has no key and no value of the run, so another client may have created it. */
interface Shown {
  readonly member: Deleted
  readonly whose: 'own' | 'unclear'
}

/**
 * The first or the last of the members, if a read shows it: one of them may have been deleted before. A member of the run is preferred to
 * one that may be of another client.
 */
async function oneThere(members: readonly Deleted[], looking: MemberLook): Promise<Shown | undefined> {
  let unclear: Shown | undefined
  for (const member of new Set([members[0], members.at(-1)])) {
    const whose = member === undefined ? undefined : await ownerAt(member, looking)
    if (member === undefined || whose === undefined) continue
    if (whose === 'own') return { member, whose }
    unclear = { member, whose }
  }
  return unclear
}

/** The owner of the member that a read shows at a path; undefined where it shows none. */
async function ownerAt(
  member: Deleted,
  { ask, holdsOwn, isOurs = hasFreshKey }: MemberLook,
): Promise<Shown['whose'] | undefined> {
  const answer = await shownAt(member, ask)
  const isOwn = holdsOwn(answer?.json, member)
  // What tells of a delete in the place of the member is no member. One that is only marked still has its values.
  if (answer === undefined || (isTombstone(answer.json) && !isOwn)) return undefined
  return isOurs(member) || isOwn ? 'own' : 'unclear'
}

/** Deletes a member of the run. Returns whether no read shows it any more. */
async function removeAndLook(member: Deleted, looking: MemberLook): Promise<boolean> {
  await remove(member, looking)
  return (await ownerAt(member, looking)) === undefined
}

async function removeOwn(member: Deleted, looking: MemberLook): Promise<void> {
  const { isOurs = hasFreshKey } = looking
  if (isOurs(member) || (await ownerAt(member, looking)) === 'own') await remove(member, looking)
}

async function remove({ path, note }: Deleted, { ask }: MemberLook): Promise<void> {
  if (note.remove !== undefined)
    await withRequiredParameters(ask, note)({ method: note.remove, path: deletePath(note, path) })
}
