import type { UpdateFacts } from '../../../resource/model.ts'
import { changedMember } from '../../change/changed-member.ts'
import { goneMember } from '../../change/gone-member.ts'
import { all, creates, deletes, keyed, reads } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { isSuccess } from '../../session/exchange.ts'
import type { Member } from '../../session/member.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { statusProblems } from '../../send/status-problem.ts'
import type { World } from '../../world/world.ts'
import { shouldUnless } from '../../session/problem.ts'

/** A delete and an update of a member that is gone find nothing. */
export const unknownMemberIsNotWritten: Law = {
  id: 'unknown-member-is-not-written',
  level: 'must',
  text: 'An update of a member that is gone is answered as documented: 404 or 410, unless an update creates members.',
  source: 'RFC 9110, section 15.5.5',
  needs: all(creates, reads, deletes, keyed),
  async check(world) {
    const member = await goneMember(world)
    const found = world.resource.updates.flatMap((facts) => {
      const changed = changedMember({ member, facts }, world)
      return changed === undefined ? [] : [{ facts, changed }]
    })
    if (found.length === 0) throw new NotVerified('the contract does not say how a member is updated')
    // An update may create the member again.
    world.mayMove(member, member.own)
    let judged = 0
    for (const [index, one] of found.entries()) {
      // An update that has created the member would let the next one find it.
      if (index > 0) await world.remove(member)
      if (await holdUpdate(one, member, world)) judged += 1
    }
    if (judged === 0) throw new NotVerified('an update of a member that is gone may create it')
  },
}

interface Update {
  readonly facts: UpdateFacts
  readonly changed: Readonly<Record<string, unknown>>
}

/** Returns false for an update that may create its member. */
async function holdUpdate({ facts, changed }: Update, member: Member, world: World): Promise<boolean> {
  const unknown = facts.unknown?.value
  const isPut = world.operation(facts.operation).method === 'PUT'
  const answer = await world.update(member, changed, { facts })
  // A PUT creates by its meaning, unless the document says that it answers 404.
  if (unknown === 'creates' || (unknown === undefined && isPut)) return false
  const isSure = facts.unknown?.certainty !== 'guess' && unknown !== undefined
  world.expect(
    answer,
    statusProblems(answer, ['4xx'], {
      what: 'an update of a member that is gone',
      ...shouldUnless(isSure || !isPut),
    }),
  )
  if (isSuccess(answer) || answer.status >= 500) return true
  const after = await world.read(member)
  world.expect(
    after,
    statusProblems(after, [404, 410], { what: 'a read after a refused update of a member that is gone' }),
  )
  return true
}
