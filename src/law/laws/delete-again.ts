import { all, creates, deletes } from '../facts.ts'
import type { Law } from '../law.ts'
import type { Member } from '../member.ts'
import { isSuccess } from '../exchange.ts'
import { NotVerified } from '../not-verified.ts'
import { statusProblems } from '../status-problem.ts'
import type { World } from '../world.ts'

/** A second delete finds nothing, or says so again. */
export const deleteAgain: Law = {
  id: 'delete-again',
  level: 'should',
  text: 'A delete of a member that is gone answers as documented: 404 or 410, or a success again.',
  source: 'RFC 9110, section 9.2.2',
  needs: all(creates, deletes),
  async check(world) {
    const again = await world.remove(world.deleted() ?? (await deletedMember(world)))
    const stated = world.resource.delete?.again
    const { responses } = world.operation(world.resource.delete?.operation ?? '')
    // A document may have both: 410 for what was there, 404 for what was not.
    const documented = [404, 410].filter((status) => Object.hasOwn(responses, String(status)))
    const allowed =
      stated === undefined || stated.certainty === 'guess'
        ? ([404, 410, '2xx', 409] as const)
        : [...new Set([stated.value, ...documented])]
    world.expect(again, statusProblems(again, allowed, { what: 'a second delete' }))
  },
}

/** @throws NotVerified where no member can be deleted */
async function deletedMember(world: World): Promise<Member> {
  const member = await world.fresh()
  const first = await world.remove(member)
  if (!isSuccess(first)) throw new NotVerified(`the delete was answered ${first.status}`)
  const shown = await world.readOf(member)
  if (shown !== undefined && isSuccess(shown)) throw new NotVerified('a deleted member is still read: it is not gone')
  return member
}
