import { all, hasParent, makes, reads } from '../facts.ts'
import type { Law } from '../law.ts'
import { isSuccess } from '../exchange.ts'
import { withMember } from '../create-member.ts'
import type { Member } from '../member.ts'
import { NotVerified } from '../not-verified.ts'
import { statusProblems } from '../status-problem.ts'
import type { World } from '../world.ts'

/** The members of a deleted parent are gone. */
export const deletedParentTakesChildren: Law = {
  id: 'deleted-parent-takes-children',
  level: 'must',
  text: 'The members of a deleted parent are not found any more, and not below a later parent under its key either.',
  source: 'RFC 9110, section 9.3.5',
  needs: all(makes, reads, hasParent),
  async check(world) {
    const first = await world.fresh()
    const parent = await world.otherParent(first)
    if (parent.resource.delete === undefined)
      throw new NotVerified('the contract does not say how the parent is deleted')
    const leaves = parent.resource.delete.leaves?.value ?? 'nothing'
    if (leaves !== 'nothing') throw new NotVerified('a deleted parent leaves something')
    const child = await world.fresh({ parent })
    const removed = await world.remove(parent)
    // A server may refuse to delete a parent that still holds members.
    if (!isSuccess(removed) || removed.status === 202)
      throw new NotVerified(`the delete of the parent was answered ${removed.status}`)
    const gone = await world.readOf(parent)
    if (gone !== undefined && isSuccess(gone)) throw new NotVerified('the parent is still there')
    const answer = await world.read(child)
    world.expect(answer, statusProblems(answer, ['4xx'], { what: 'a read of a member whose parent is deleted' }))
    const later = await sameParentAgain(parent, world)
    if (later === undefined) return
    const again = await world.read(child)
    world.expect(again, statusProblems(again, ['4xx'], { what: 'a read of a member of an earlier parent' }))
  },
}

/** Another parent under the key of one that is gone, where a client names it. */
async function sameParentAgain(parent: Member, world: World): Promise<Member | undefined> {
  const { resource, above, sent, own } = parent
  if (resource.key.chosen?.value !== 'client' || resource.create === undefined || sent === undefined) return undefined
  const isInPath = resource.key.in?.value === 'path'
  const asked = { resource, parent: parent.parent, above, body: withMember(undefined, sent, resource) }
  const { member } = await world.create({ ...asked, ...(isInPath ? { own } : {}) })
  return member?.own.join('/') === own.join('/') ? member : undefined
}
