import { all, creates, hasParent, reads } from '../facts.ts'
import type { Law } from '../law.ts'
import { isSuccess } from '../exchange.ts'
import { NotVerified } from '../not-verified.ts'
import { statusProblems } from '../status-problem.ts'

/** The members of a deleted parent are gone. */
export const deletedParentTakesChildren: Law = {
  id: 'deleted-parent-takes-children',
  level: 'must',
  text: 'The members of a deleted parent are not found any more.',
  source: 'RFC 9110, section 9.3.5',
  needs: all(creates, reads, hasParent),
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
  },
}
