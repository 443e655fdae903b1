import { valueAt, withValueAt } from '../../../json/pointer.ts'
import { allEnded } from '../../../send/all-ended.ts'
import { short } from '../../compare/compare-member.ts'
import type { CreateRequest } from '../../world/create-request.ts'
import { memberIn, withMember } from '../../body/wrapped-member.ts'
import { isRefusal, isSuccess } from '../../session/exchange.ts'
import { all, creates, findsUnique } from '../../world/facts.ts'
import type { Fact, Pointer } from '../../../resource/model.ts'
import type { Law } from '../../world/law.ts'
import type { Member } from '../../session/member.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { uniqueProperties } from '../../world/unique-properties.ts'
import type { World } from '../../world/world.ts'

/** The creates that are sent at once, as a count. */
const TOGETHER = 4

/** Holds if no two of several creates of a unique value at once succeed. */
export const concurrentUniqueValues: Law = {
  id: 'concurrent-unique-values',
  level: 'must',
  text: 'Of several creates at the same moment with one value in a property that is unique, one succeeds at most.',
  source: 'the contract: the properties that are unique',
  needs: all(creates, findsUnique),
  sendsTogether: true,
  async check(world) {
    const [fact] = await uniqueProperties(world)
    if (fact === undefined) return
    const { parent, sent } = await world.some()
    const taken = valueAt(sent, fact.value)
    const free = valueAt(memberIn((await world.body({ parent })).body, world.resource), fact.value)
    if (taken === undefined || free === undefined) throw new NotVerified(`a body has nothing at ${fact.value}`)
    // Connections are open before the creates are sent: else they arrive one after another.
    const again = await allEnded(
      (await bodiesWith(taken, { fact, parent, world })).map((one) => () => world.create(one)),
    )
    if (again.some(({ answer }) => !isRefusal(answer)))
      throw new NotVerified(`not each create with ${short(taken)} at ${fact.value}, which a member has, is refused`)
    const created = await allEnded(
      (await bodiesWith(free, { fact, parent, world })).map((one) => () => world.create(one)),
    )
    const successes = created.filter(({ answer }) => isSuccess(answer))
    const told = successes[0] ?? created[0]
    if (told === undefined) return
    const problem = {
      signature: 'several-succeed',
      message: `expected 1 success of ${TOGETHER} creates with ${short(free)} at ${fact.value}, got ${successes.length}`,
      at: 'status',
      expected: 1,
      actual: successes.length,
      ...(fact.certainty === 'guess' ? { level: 'should' as const } : {}),
    }
    world.expect(told.answer, successes.length > 1 ? [problem] : [])
  },
}

interface Repeating {
  readonly fact: Fact<Pointer>
  readonly parent: Member | undefined
  readonly world: World
}

/** Bodies of several members that have one value in common. */
async function bodiesWith(value: unknown, { fact, parent, world }: Repeating): Promise<readonly CreateRequest[]> {
  const bodies: CreateRequest[] = []
  while (bodies.length < TOGETHER) {
    const asked = await world.body({ parent })
    const member = withValueAt(memberIn(asked.body, world.resource), fact.value, value)
    bodies.push({ ...asked, body: withMember(asked.body, member, world.resource) })
  }
  return bodies
}
