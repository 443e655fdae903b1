import { differencesOf } from '../../../json/difference.ts'
import { isSuccess } from '../../session/exchange.ts'
import { all, creates, deletes, reads } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { NotVerified } from '../../session/not-verified.ts'

/** A delete that succeeds removes the member, or marks it. */
export const deleteHasEffect: Law = {
  id: 'delete-has-effect',
  level: 'must',
  text: 'A delete that succeeds is seen: the member is gone, or is shown with a change.',
  source: 'RFC 9110, section 9.3.5',
  needs: all(creates, reads, deletes),
  async check(world) {
    if (world.resource.delete?.leaves?.value === 'later') throw new NotVerified('a delete takes effect only later')
    const member = await world.fresh()
    const before = world.shown(await world.read(member))
    const removed = await world.remove(member)
    if (!isSuccess(removed) || removed.status === 202)
      throw new NotVerified(`the delete was answered ${removed.status}`)
    const after = await world.read(member)
    const isUnchanged = isSuccess(after) && differencesOf(before, world.shown(after)).length === 0
    if (isUnchanged) world.keepsDeleted()
    if (after.status === 404 || after.status === 410) world.noteDeleted(member)
    world.expect(
      after,
      isUnchanged
        ? [
            {
              signature: 'unchanged',
              message: `expected the deleted member ${member.own.join('/')} to be gone or changed, got it as before`,
              at: 'status',
              expected: [404, 410],
              actual: after.status,
            },
          ]
        : [],
    )
  },
}
