import { isSuccess } from '../../session/exchange.ts'
import { all, creates, deletes, lacking, namedByClient, type Need, reads } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { statusProblems } from '../../send/status-problem.ts'
import { withOtherKeyPart } from '../../key/with-other-key-part.ts'

const hasParts: Need = ({ key }) =>
  key.parameters.length < 2 ? lacking('key with several parts') : { holds: true, certainty: 'sure' }

/** All parts of a key together name a member. */
export const wholeKeyNamesAMember: Law = {
  id: 'whole-key-names-a-member',
  level: 'must',
  text: 'Of two members whose keys differ in one part, each is read as its own, and a delete of one leaves the other.',
  source: 'RFC 3986, section 3.3',
  needs: all(creates, reads, deletes, namedByClient, hasParts),
  async check(world) {
    const first = await world.fresh()
    let judged = 0
    for (const index of first.own.keys()) {
      const asked = await withOtherKeyPart(first, index, world)
      if (asked === undefined) continue
      const { member: second } = await world.create(asked)
      if (second === undefined || second.own.every((part, place) => part === first.own[place])) continue
      judged += 1
      for (const member of [first, second]) {
        const answer = await world.read(member)
        if (world.expect(answer, statusProblems(answer, ['2xx'], { what: 'a read of one of two similar keys' })))
          world.expect(answer, world.shows(member.sent, answer))
      }
      if (!isSuccess(await world.remove(second))) continue
      const left = await world.read(first)
      world.expect(left, statusProblems(left, ['2xx'], { what: 'a read after the delete of a similar key' }))
    }
    if (judged === 0) throw new NotVerified('no member with another part of the key could be made')
  },
}
