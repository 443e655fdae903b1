import { differencesOf } from '../../json/difference.ts'
import type { Member } from '../member.ts'
import type { World } from '../world.ts'
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
    const before = await shownBy(member, world)
    const listed = await world.walk(member.above, { until: (seen) => sameKey(seen, member, world).length > 0 })
    if (sameKey(listed.members, member, world).length === 0)
      throw new NotVerified('the list does not show the member before its delete')
    const removed = await world.remove(member)
    if (!isSuccess(removed) || removed.status === 202)
      throw new NotVerified(`the delete was answered ${removed.status}`)
    const walk = await world.walk(member.above)
    if (!isSuccess(walk.last)) throw new NotVerified(`the list was answered ${walk.last.status}`)
    const [shown] = sameKey(walk.members, member, world)
    const found = shown === undefined ? 0 : 1
    const isGuess = world.resource.delete?.leaves?.certainty === 'guess'
    const after = shown === undefined || !isGuess ? undefined : await shownBy(member, world)
    if (after !== undefined && differencesOf(before, after).length > 0)
      throw new NotVerified('a deleted member is shown with a change: it is marked, and stays')
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

/** The member as a read shows it; undefined where none does. */
async function shownBy(member: Member, world: World): Promise<unknown> {
  const answer = await world.readOf(member)
  return answer === undefined || !isSuccess(answer) ? undefined : world.shown(answer)
}
