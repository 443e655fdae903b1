import { isObject, valueAt } from '../../json/pointer.ts'
import { changedMember } from '../changed-member.ts'
import { isSuccess } from '../exchange.ts'
import { all, creates, lists, updates } from '../facts.ts'
import type { Law } from '../law.ts'
import { sameKey } from '../list-membership.ts'
import { NotVerified } from '../not-verified.ts'

/** The list shows an update. */
export const updateIsListed: Law = {
  id: 'update-is-listed',
  level: 'must',
  text: 'The list shows a member with the values of its last update.',
  source: 'RFC 9110, section 9.3.4',
  needs: all(creates, lists, updates),
  async check(world) {
    const [facts] = world.resource.updates
    const member = await world.fresh()
    const changed = facts === undefined ? undefined : changedMember({ member, facts }, world)
    if (facts === undefined || changed === undefined)
      throw new NotVerified('the document does not say enough to make an update')
    const updated = await world.update(member, changed, { facts })
    if (!isSuccess(updated) || updated.status === 202)
      throw new NotVerified(`the update was answered ${updated.status}`)
    const walk = await world.walk(member.above, { until: (seen) => sameKey(seen, member, world).length > 0 })
    const [shown] = sameKey(walk.members, member, world)
    if (!isObject(shown)) throw new NotVerified('the list does not show the member')
    // A list may show less of a member than a read.
    const listed = Object.fromEntries(
      Object.entries(changed).filter(([name]) => valueAt(shown, `/${name}`) !== undefined),
    )
    world.expect(
      walk.last,
      world.compare(listed, shown, world.resource.read?.operation ?? world.resource.list?.operation ?? ''),
    )
  },
}
