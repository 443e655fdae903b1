import { all, creates, deletes, deletesAtOnce, lists } from '../facts.ts'
import type { Law } from '../law.ts'
import { isSuccess } from '../exchange.ts'
import { sameKey } from '../list-membership.ts'
import { NotVerified } from '../not-verified.ts'

/** A deleted member is not listed any more. */
export const deletedLeavesTheList: Law = {
  id: 'deleted-leaves-the-list',
  level: 'must',
  text: 'A deleted member is not in the list any more.',
  source: 'RFC 9110, section 9.3.5',
  needs: all(creates, deletes, deletesAtOnce, lists),
  async check(world) {
    const member = await world.fresh()
    const removed = await world.remove(member)
    if (!isSuccess(removed) || removed.status === 202)
      throw new NotVerified(`the delete was answered ${removed.status}`)
    const walk = await world.walk(member.above)
    if (!isSuccess(walk.last)) throw new NotVerified(`the list was answered ${walk.last.status}`)
    const found = sameKey(walk.members, member, world).length
    const name = member.own.join('/')
    world.expect(
      walk.last,
      found === 0
        ? []
        : [
            {
              signature: 'still-listed',
              message: `expected no deleted member ${name} in the list, got it`,
              at: 'body#',
              expected: 'no such member',
              actual: name,
            },
          ],
    )
  },
}
