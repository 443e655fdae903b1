import { all, keyed, reads } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { statusProblems } from '../../send/status-problem.ts'
import { unknownKey } from '../../key/unknown-key.ts'

/** A member that was never there is not found. */
export const unknownMemberIsNotFound: Law = {
  id: 'unknown-member-is-not-found',
  level: 'must',
  text: 'A read of a member that does not exist answers 404 or 410.',
  source: 'RFC 9110, section 15.5.5',
  needs: all(reads, keyed),
  onlyReads: true,
  async check(world) {
    const member = await world.some()
    const { own, isFree } = unknownKey(member.own, world)
    if (!isFree) throw new NotVerified('each key that the document allows may be that of a member')
    const answer = await world.read({ above: member.above, own })
    world.expect(answer, statusProblems(answer, [404, 410], { what: 'a read of a member that does not exist' }))
  },
}
