import { all, lists, totals } from '../facts.ts'
import type { Law } from '../law.ts'
import { isSuccess } from '../exchange.ts'
import { NotVerified } from '../not-verified.ts'
import { whyNot } from '../fresh-member.ts'

/** The total of a list is the number of its members. */
export const totalCountsMembers: Law = {
  id: 'total-counts-members',
  level: 'must',
  text: 'The total of a list is the number of all its members, whatever the page.',
  source: 'the document: the property that states the total',
  needs: all(lists, totals),
  onlyReads: true,
  async check(world) {
    const { above } = await world.above()
    if (whyNot(world.resource, world) === undefined) {
      const gone = await world.fresh({ variant: 2 })
      for (const variant of [0, 1]) await world.fresh({ variant })
      // A total that counts members that were deleted shows only after a delete.
      if (world.resource.delete !== undefined) await world.remove(gone)
    }
    const style = world.resource.list?.pages?.value.find((one) => one.style !== 'whole')
    // Members of others may come and go: a difference counts if it stays.
    for (let round = 0; ; round += 1) {
      const walk = await world.walk(above, style === undefined ? {} : { style, size: round === 0 ? 2 : 50 })
      if (!isSuccess(walk.last)) throw new NotVerified(`the list was answered ${walk.last.status}`)
      if (!walk.complete && round > 0) throw new NotVerified('the list has too many pages')
      if (!walk.complete) continue
      const isRight = walk.total === walk.members.length
      const at = `body#${world.resource.list?.total?.value ?? ''}`
      const first = walk.pages[0]?.answer ?? walk.last
      if (!isRight && round === 0) continue
      world.expect(
        first,
        isRight
          ? []
          : [
              {
                signature: 'wrong-total',
                message: `expected the total ${walk.members.length}, got ${JSON.stringify(walk.total)}`,
                at,
                expected: walk.members.length,
                actual: walk.total,
              },
            ],
      )
      return
    }
  },
}
