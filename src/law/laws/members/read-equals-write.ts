import { all, makes, reads } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { statusProblems } from '../../send/status-problem.ts'

/** A created member reads back as it was sent. */
export const readEqualsWrite: Law = {
  id: 'read-equals-write',
  level: 'must',
  text: 'A created member is read with the values that were sent.',
  source: 'RFC 9110, section 9.3.1',
  needs: all(makes, reads),
  async check(world) {
    // Two members, whose numbers, flags and listed values differ.
    for (const variant of [0, 1]) {
      const member = await world.fresh({ variant })
      const answer = await world.read(member)
      if (!world.expect(answer, statusProblems(answer, ['2xx'], { what: 'a read of a created member' }))) return
      world.expect(answer, world.shows(member.sent, answer))
    }
  },
}
