import { allEnded } from '../../../send/all-ended.ts'
import { changedMember } from '../../change/changed-member.ts'
import type { UpdateFacts } from '../../../resource/model.ts'
import type { Member } from '../../session/member.ts'
import type { World } from '../../world/world.ts'
import { isSuccess } from '../../session/exchange.ts'
import { all, makes, updates, shows } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { NotVerified } from '../../session/not-verified.ts'

/** After updates at once, the member is as one of them has left it. */
export const concurrentUpdates: Law = {
  id: 'concurrent-updates',
  level: 'must',
  text: 'After two whole updates at the same moment, the member has the values of one of them.',
  source: 'RFC 9110, section 9.3.4',
  needs: all(makes, shows, updates),
  sendsTogether: true,
  async check(world) {
    const facts = world.resource.updates.find(({ operation }) => world.operation(operation).method === 'PUT')
    if (facts === undefined) throw new NotVerified('the contract has no update by PUT')
    const member = await world.fresh()
    const versions = [11, 12].map((variant) => changedMember({ member, facts, variant }, world))
    const [one, other] = versions
    if (one === undefined || other === undefined)
      throw new NotVerified('the document does not say enough to make a body')
    await world.openConnections(2, member)
    const answers = await allEnded([one, other].map((sent) => () => world.update(member, sent, { facts })))
    const done = [one, other].filter((_, index) => isSuccess(answers[index] ?? { status: 0 }))
    if (done.length === 0) throw new NotVerified('no update was accepted')
    const answer = await world.read(member)
    if (!isSuccess(answer)) throw new NotVerified(`the read was answered ${answer.status}`)
    const problems = done.map((sent) => world.shows(sent, answer).filter(({ level }) => level !== 'should'))
    const isOne = problems.some((found) => found.length === 0)
    const [first] = problems[0] ?? []
    const isOfRefused = [one, other].some((sent) => !done.includes(sent) && world.shows(sent, answer).length === 0)
    if (!isOne && first !== undefined) await expectAlone(first.at, { member, facts, sent: one }, world)
    world.expect(
      answer,
      isOne || first === undefined
        ? []
        : [
            {
              ...first,
              signature: 'neither',
              message: `${isOfRefused ? OF_REFUSED : MIXTURE}: ${first.message}`,
            },
          ],
    )
  },
}

const MIXTURE = 'expected the values of one of two updates, got a mixture'
const OF_REFUSED = 'expected the values of the update that succeeded, got those of the one that was refused'

/** Ends the law where an update that nothing disturbs loses the value too: that is no mixture. */
async function expectAlone(at: string, { member, facts, sent }: Alone, world: World): Promise<void> {
  const updated = await world.update(member, sent, { facts })
  if (!isSuccess(updated)) return
  const problems = world.shows(sent, await world.read(member))
  if (problems.some((problem) => problem.at === at && problem.level !== 'should'))
    throw new NotVerified(`an update alone does not store the value at ${at.replace(/^body#/, '')}`)
}

interface Alone {
  readonly member: Member
  readonly facts: UpdateFacts
  readonly sent: unknown
}
