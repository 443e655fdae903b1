import { differencesOf } from '../../../json/difference.ts'
import { isAbsent, isLater, isSuccess } from '../../session/exchange.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { all, creates, deletes, deletesAtOnce, reads } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { statusProblems } from '../../send/status-problem.ts'

/** A deleted member is not read any more. */
export const deletedIsGone: Law = {
  id: 'deleted-is-gone',
  level: 'must',
  text: 'A deleted member is not found any more: a read answers 404 or 410.',
  source: 'RFC 9110, section 9.3.5',
  needs: all(creates, reads, deletes, deletesAtOnce),
  async check(world) {
    const member = await world.fresh()
    const before = world.shown(await world.read(member))
    const removed = await world.remove(member)
    const { responses } = world.operation(world.resource.delete?.operation ?? '')
    // A server may make members below a new one, which then keep it.
    if (removed.status === 409 && Object.hasOwn(responses, '409'))
      throw new NotVerified('the delete was answered 409, as documented')
    if (!world.expect(removed, statusProblems(removed, ['2xx'], { what: 'the delete of a created member' }))) return
    // 202: the delete is carried out later.
    if (isLater(removed)) return
    const answer = await world.read(member)
    if (isAbsent(answer)) world.noteDeleted(member)
    if (
      isSuccess(answer) &&
      differencesOf(before, world.shown(answer)).length > 0 &&
      world.resource.delete?.leaves?.certainty === 'guess'
    )
      throw new NotVerified('a deleted member is shown with a change: it is marked, and stays')
    world.expect(answer, statusProblems(answer, [404, 410], { what: 'a read of a deleted member' }))
  },
}
