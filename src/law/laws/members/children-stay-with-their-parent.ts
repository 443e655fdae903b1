import { changedMember } from '../../change/changed-member.ts'
import { standsBelow } from '../../body/above.ts'
import { all, hasParent, makes, reads } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import type { Member } from '../../session/member.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { listedElsewhere } from '../../list/list-membership.ts'
import { isSuccess } from '../../session/exchange.ts'
import { changedBy } from '../../session/problem.ts'
import { statusProblems } from '../../send/status-problem.ts'
import type { World } from '../../world/world.ts'

/** A member is found under its own parent alone. */
export const childrenStayWithTheirParent: Law = {
  id: 'children-stay-with-their-parent',
  level: 'must',
  text: 'A member is neither read nor listed under another parent than its own.',
  source: 'RFC 3986, section 1.2.3',
  needs: all(makes, reads, hasParent),
  async check(world) {
    const member = await world.fresh()
    const other = await world.otherParent(member)
    if (world.resource.singleton === true) {
      await holdSingleton(member, other, world)
      return
    }
    const { above } = await world.above(other)
    if (standsBelow(world.resource.read?.operation, member, world)) {
      const answer = await world.read({ above, own: member.own })
      const what = 'a read of a member under another parent'
      if (!world.expect(answer, statusProblems(answer, ['4xx'], { what }))) return
    }
    const { list } = world.resource
    if (list?.items === undefined || !standsBelow(list.operation, member, world)) return
    const walk = await world.walk(above)
    if (!isSuccess(walk.last)) throw new NotVerified(`the list was answered ${walk.last.status}`)
    world.expect(walk.last, listedElsewhere(walk.members, member, { where: 'under another parent', world }))
  },
}

/** Judges a resource that stands once below each parent: a write below another parent must leave it unchanged. */
async function holdSingleton(member: Member, parent: Member, world: World): Promise<void> {
  const second = await world.fresh({ parent })
  const [facts] = world.resource.updates
  const changed = facts === undefined ? undefined : changedMember({ member: second, facts }, world)
  const isWritten =
    facts !== undefined && changed !== undefined && isSuccess(await world.update(second, changed, { facts }))
  if (!isWritten) throw new NotVerified('no second one could be written')
  const answer = await world.read(member)
  const problems = isSuccess(answer) ? world.shows(member.sent, answer) : []
  world.expect(answer, changedBy(problems, `the update below ${second.above.join('/')}`))
}
