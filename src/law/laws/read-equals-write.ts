import { all, makes, reads } from '../facts.ts'
import type { Law } from '../law.ts'
import { statusProblems } from '../status-problem.ts'

/** A created member reads back as it was sent. */
export const readEqualsWrite: Law = {
  id: 'read-equals-write',
  level: 'must',
  text: 'A created member is read with the values that were sent.',
  source: 'RFC 9110, section 9.3.1',
  needs: all(makes, reads),
  async check(world) {
    const member = await world.fresh({ variant: 1 })
    const answer = await world.read(member)
    if (!world.expect(answer, statusProblems(answer, ['2xx'], { what: 'a read of a created member' }))) return
    world.expect(answer, world.compare(member.sent, world.shown(answer), world.resource.read?.operation ?? ''))
  },
}
