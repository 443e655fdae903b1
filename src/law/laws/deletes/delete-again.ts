import { all, creates, deletes } from '../../world/facts.ts'
import { goneMember } from '../../change/gone-member.ts'
import type { Law } from '../../world/law.ts'
import { statusProblems } from '../../send/status-problem.ts'

/** A second delete finds nothing, or says so again. */
export const deleteAgain: Law = {
  id: 'delete-again',
  level: 'should',
  text: 'A delete of a member that is gone answers as documented: 404 or 410, or a success again.',
  source: 'RFC 9110, section 9.2.2',
  needs: all(creates, deletes),
  async check(world) {
    const again = await world.remove(await goneMember(world))
    const stated = world.resource.delete?.again
    const { responses } = world.operation(world.resource.delete?.operation ?? '')
    // A document may have both: 410 for what was there, 404 for what was not.
    const documented = [404, 410].filter((status) => Object.hasOwn(responses, String(status)))
    // Beside another success, 204 says that there was nothing to delete.
    const nothing = ['200', '202'].some((status) => Object.hasOwn(responses, status)) && Object.hasOwn(responses, '204')
    const allowed =
      stated === undefined || stated.certainty === 'guess'
        ? ([404, 410, '2xx', 409] as const)
        : [...new Set([stated.value, ...documented, ...(nothing ? [204] : [])])]
    world.expect(again, statusProblems(again, allowed, { what: 'a second delete' }))
  },
}
