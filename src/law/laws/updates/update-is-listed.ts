import { isObject, valueAt } from '../../../json/pointer.ts'
import { updateAnew } from '../../change/update-anew.ts'
import { isLater, isSuccess } from '../../session/exchange.ts'
import { all, listsAll, makes, updates } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { holdsMember, sameKey } from '../../list/list-membership.ts'
import type { Member } from '../../session/member.ts'
import { NotVerified } from '../../session/not-verified.ts'
import type { World } from '../../world/world.ts'

/** The list shows an update. */
export const updateIsListed: Law = {
  id: 'update-is-listed',
  level: 'must',
  text: 'The list shows a member once, with the values of its last update.',
  source: 'RFC 9110, section 9.3.4',
  needs: all(makes, listsAll, updates),
  async check(world) {
    const member = await world.fresh()
    let reason: string | undefined
    let judged = 0
    for (const [index, facts] of world.resource.updates.entries()) {
      // A server may keep a list that it has shown: the first look is at what the update before it has left.
      if (index === 0) await world.walk(member.above, { most: 1 })
      const { sent: changed, answer: updated } = (await updateAnew({ member, facts, variant: 3 + index }, world)) ?? {}
      if (changed === undefined || updated === undefined) continue
      if (isSuccess(updated) && !isLater(updated)) {
        await expectListed(changed, member, world)
        judged += 1
      } else reason ??= `the update was answered ${updated.status}`
    }
    if (judged === 0) throw new NotVerified(reason ?? 'the document does not say enough to make an update')
  },
}

async function expectListed(changed: Readonly<Record<string, unknown>>, member: Member, world: World): Promise<void> {
  const walk = await world.walk(member.above, { until: (seen) => holdsMember(seen, member, world) })
  // The last page alone: a member of others that comes moves this one to the next page.
  const [shown, again] = sameKey(walk.pages.at(-1)?.members ?? [], member, world)
  if (again !== undefined) {
    world.expect(walk.last, [
      {
        signature: 'twice-in-list',
        message: `expected the member ${member.own.join('/')} once in the list after an update, got it twice`,
        at: world.itemsAt(walk.last),
        expected: 1,
        actual: 2,
      },
    ])
    return
  }
  if (!isObject(shown)) throw new NotVerified('the list does not show the member')
  // A list may show less of a member than a read.
  const listed = Object.fromEntries(
    Object.entries(changed).filter(([name]) => valueAt(shown, `/${name}`) !== undefined),
  )
  world.expect(walk.last, world.compare(listed, shown))
}
