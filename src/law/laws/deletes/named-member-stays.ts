import { type Evidence, mustStay, statesOf } from '../../refusal/evidence-of-references.ts'
import { isSuccess } from '../../session/exchange.ts'
import { all, creates } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import type { Member } from '../../session/member.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { acceptedProblems, statusProblems } from '../../send/status-problem.ts'
import type { World } from '../../world/world.ts'
import { withArticle } from '../../session/noun.ts'

/** A member that is named stays where the document states a conflict. */
export const namedMemberStays: Law = {
  id: 'named-member-stays',
  level: 'must',
  text: 'A delete of a member that another one names is refused with a 4xx status, and the member stays, where the document has a 409 for it.',
  source: 'RFC 9110, section 15.5.10',
  needs: all(creates, statesOf(mustStay, 'that a member which is named cannot be deleted')),
  async check(world) {
    let judged = 0
    for (const evidence of mustStay(world.resource, world)) if (await hold(evidence, world)) judged += 1
    if (judged === 0) throw new NotVerified('no member could be made that names one of the run')
  },
}

async function hold({ to, certainty }: Evidence, world: World): Promise<boolean> {
  const member = await world.fresh({ namesOwn: true })
  const named = member.refersTo?.find(({ resource, claim }) => resource === to && claim !== undefined)
  if (named === undefined) return false
  const removed = await world.remove(named)
  if (removed.status === 202) return false
  const level = certainty === 'guess' ? ('should' as const) : undefined
  const what = `a delete of ${withArticle(to.name)} that ${withArticle(world.resource.name)} names`
  world.expect(removed, acceptedProblems(removed, { what, level }))
  if (isSuccess(removed)) return true
  const after = await world.readOf(named)
  if (after !== undefined)
    world.expect(after, statusProblems(after, ['2xx'], { what: `a read after a refusal of ${what}` }))
  await holdAfterwards(named, member, world)
  return true
}

/** A member that nothing names any more can be deleted. A should: other reasons may keep it. */
async function holdAfterwards(named: Member, member: Member, world: World): Promise<void> {
  if (world.resource.delete === undefined) return
  const freed = await world.remove(member)
  if (!isSuccess(freed) || freed.status === 202) return
  const what = `a delete of ${withArticle(named.resource.name)} that no ${world.resource.name} names any more`
  const removed = await world.remove(named)
  world.expect(removed, statusProblems(removed, ['2xx'], { what, level: 'should' }))
}
