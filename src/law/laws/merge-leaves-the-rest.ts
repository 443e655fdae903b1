import { isObject } from '../../json/pointer.ts'
import { changedPart } from '../changed-part.ts'
import { isSuccess } from '../exchange.ts'
import { all, makes, reads, updatesBy } from '../facts.ts'
import type { Law } from '../law.ts'
import { NotVerified } from '../not-verified.ts'

/** An update that merges leaves what it does not name. */
export const mergeLeavesTheRest: Law = {
  id: 'merge-leaves-the-rest',
  level: 'must',
  text: 'An update that merges changes the properties that it names, and leaves the rest.',
  source: 'RFC 5789, section 2',
  needs: all(makes, reads, updatesBy('merge')),
  async check(world) {
    const { resource } = world
    const facts = resource.updates.find(({ effect }) => effect?.value === 'merge')
    if (facts === undefined) return
    const member = await world.fresh()
    const before = world.shown(await world.read(member))
    if (!isObject(before)) throw new NotVerified('the read shows no member')
    const part = changedPart({ member, facts }, world)
    const [name = ''] = Object.keys(part)
    const updated = await world.update(member, part, { facts })
    if (!isSuccess(updated)) throw new NotVerified(`an update of ${name} alone was answered ${updated.status}`)
    const answer = await world.read(member)
    // Properties that the server sets may change with each write.
    const kept = Object.fromEntries(
      Object.entries(before).filter(
        ([key]) => key !== name && isObject(member.sent) && Object.hasOwn(member.sent, key),
      ),
    )
    const id = resource.read?.operation ?? ''
    world.expect(answer, [...world.compare({ ...kept, ...part }, world.shown(answer), id)])
  },
}
