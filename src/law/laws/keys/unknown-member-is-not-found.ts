import { all, keyed, reads } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { statusProblems } from '../../send/status-problem.ts'
import { unknownKey } from '../../key/unknown-key.ts'

const MALFORMED = [400, 422] as const

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
    const { own, isFree, isAlike } = unknownKey(member.own, world)
    if (!isFree) throw new NotVerified('each key that the document allows may be that of a member')
    const answer = await world.read({ above: member.above, own })
    // A server may refuse a key of another form than its own, as the document says.
    const { responses } = world.operation(world.resource.read?.operation ?? '')
    const malformed = isAlike ? [] : MALFORMED.filter((status) => Object.hasOwn(responses, String(status)))
    const what = 'a read of a member that does not exist'
    world.expect(answer, statusProblems(answer, [404, 410, ...malformed], { what }))
  },
}
