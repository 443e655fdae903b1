import { isRefusal, isSuccess } from '../exchange.ts'
import { all, makes, reads, updates } from '../facts.ts'
import { invalidBodies } from '../invalid-bodies.ts'
import type { Law } from '../law.ts'
import { NotVerified } from '../not-verified.ts'

/** A refused update changes nothing. */
export const refusedWriteChangesNothing: Law = {
  id: 'refused-write-changes-nothing',
  level: 'must',
  text: 'An update that is refused changes nothing of the member.',
  source: 'RFC 9110, section 15.5',
  needs: all(makes, reads, updates),
  async check(world) {
    const member = await world.fresh()
    const before = world.shown(await world.read(member))
    let refused = 0
    for (const facts of world.resource.updates)
      for (const { value } of invalidBodies({ operation: facts.operation, media: facts.media }, world, 4)) {
        const answer = await world.update(member, value, { facts })
        if (isRefusal(answer)) refused += 1
        else if (isSuccess(answer)) throw new NotVerified('an invalid update was accepted')
      }
    if (refused === 0) throw new NotVerified('no invalid update was refused')
    const after = await world.read(member)
    world.expect(after, world.shows(before, after))
  },
}
