import { isDeepStrictEqual } from 'node:util'
import { isObject } from '../../../json/pointer.ts'
import { allEnded } from '../../../send/all-ended.ts'
import { isWord } from '../../body/words.ts'
import { changedMember, type Changing } from '../../change/changed-member.ts'
import type { Part } from '../../change/changed-part.ts'
import { withRequired } from '../../change/with-required.ts'
import { type Answer, isLater, isSuccess } from '../../session/exchange.ts'
import { NotVerified } from '../../session/not-verified.ts'
import type { Problem } from '../../session/problem.ts'
import { all, lacking, makes, type Need, updates, shows } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import type { World } from '../../world/world.ts'

const merges: Need = ({ updates: found }) =>
  found.some(({ effect }) => effect?.value === 'merge')
    ? { holds: true, certainty: 'sure' }
    : lacking('update that leaves what it does not name')

/** A server that reads a member, changes it and writes it back as a whole loses one of two updates. */
export const concurrentMerges: Law = {
  id: 'concurrent-merges',
  level: 'should',
  text: 'After two updates of different properties at the same moment that both succeed, the member has both values.',
  source: 'RFC 5789, section 2',
  needs: all(makes, shows, updates, merges),
  sendsTogether: true,
  async check(world) {
    const facts = world.resource.updates.find(({ effect }) => effect?.value === 'merge')
    if (facts === undefined) throw new NotVerified('the contract has no update that leaves what it does not name')
    const member = await world.fresh()
    const before = isObject(member.sent) ? member.sent : {}
    const names = Object.entries(changedMember({ member, facts, variant: 11 }, world) ?? {}).filter(
      ([name, value]) => (isWord(value) || typeof value === 'boolean') && !isDeepStrictEqual(value, before[name]),
    )
    const parts = names.map(([name, value]) => withRequired({ [name]: value }, { member, facts }, world))
    // A property that each update needs is in both of them.
    const [one, other] = parts.filter((part) => Object.keys(part).length === 1)
    if (one === undefined || other === undefined)
      throw new NotVerified('no two properties can be updated, each by itself')
    await world.openConnections(2, member)
    const answers = await allEnded([one, other].map((part) => () => world.update(member, part, { facts })))
    if (answers.some((answer) => !isSuccess(answer) || isLater(answer)))
      throw new NotVerified('not both updates were accepted at once')
    const read = await world.read(member)
    if (!isSuccess(read)) throw new NotVerified(`the read was answered ${read.status}`)
    const both = { ...one, ...other }
    const [first] = lostIn(both, read, world)
    if (first === undefined) return void world.expect(read, [])
    // A server may lose the value alone, and one of the two values may rule the other out.
    for (const again of [[one, other], [one]]) {
      const after = await oneByOne(again, { member, facts }, world)
      if (after === undefined || lostIn(both, after, world).length > 0)
        throw new NotVerified('two updates one after the other do not leave both values')
    }
    const message = `expected the values of two updates of different properties at once, got one of them: ${first.message}`
    world.expect(read, [{ ...first, signature: 'lost', message }])
  },
}

function lostIn(part: Part, read: Answer, world: World): readonly Problem[] {
  return world.shows(part, read).filter(({ level }) => level !== 'should')
}

/** The member after updates one after the other. Undefined where one is refused. */
async function oneByOne(
  parts: readonly Part[],
  { member, facts }: Changing,
  world: World,
): Promise<Answer | undefined> {
  for (const part of parts) if (!isSuccess(await world.update(member, part, { facts }))) return undefined
  return world.read(member)
}
