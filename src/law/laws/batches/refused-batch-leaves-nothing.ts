import { isRefusal, isSuccess } from '../../session/exchange.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { batchIn, createsSeveral, membersOfBatch } from '../../world/batches.ts'
import { all, creates, lists } from '../../world/facts.ts'
import { invalidBodies } from '../../world/invalid-bodies.ts'
import { withOtherWords } from '../../world/with-other-words.ts'
import type { Law } from '../../world/law.ts'

/** The most invalid members that are tried, as a count. */
const MOST_TRIED = 4

/** A create of several members that is refused makes none of them. */
export const refusedBatchLeavesNothing: Law = {
  id: 'refused-batch-leaves-nothing',
  level: 'should',
  text: 'A create of several members of which one is invalid makes none where it is refused, unless the answer tells which it has made.',
  source: 'RFC 9110, section 15.5',
  needs: all(creates, lists, createsSeveral),
  isRare: true,
  async check(world) {
    const batch = batchIn(world)
    const [valid] = await membersOfBatch(1, world)
    if (valid === undefined) return
    const about = { operation: batch.operation.id, accepted: valid.body }
    const broken = invalidBodies(about, world, MOST_TRIED * 2).filter(({ mayBeRead }) => !mayBeRead)
    for (const { body, rule } of broken.slice(0, MOST_TRIED)) {
      const [first] = await membersOfBatch(1, world)
      if (first === undefined) return
      const invalid = { ...valid, body: withOtherWords(body, world) }
      const { answer, members, isListed } = await world.createSeveral({ batch, members: [first, invalid] })
      // That an invalid member is accepted is told by the law of creates.
      if (isSuccess(answer)) continue
      if (!isRefusal(answer) || !isListed) continue
      const left = members.filter((one) => one !== undefined)
      const told = left.filter(({ own }) => answer.text.includes(own.join('/')))
      world.expect(
        answer,
        left.length === told.length
          ? []
          : [
              {
                signature: 'member-stays',
                message: `expected no member from a refused create of two, of which one breaks ${rule}, got ${left.map(({ own }) => own.join('/')).join()} in the list`,
                at: 'status',
                expected: 'no member',
                actual: left.length,
              },
            ],
      )
      return
    }
    throw new NotVerified('no create of several members was refused for one of them')
  },
}
