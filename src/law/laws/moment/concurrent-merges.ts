import { isDeepStrictEqual } from 'node:util'
import { isObject } from '../../../json/pointer.ts'
import { allEnded } from '../../../send/all-ended.ts'
import { isWord } from '../../body/words.ts'
import { changedMember } from '../../change/changed-member.ts'
import { withRequired } from '../../change/with-required.ts'
import { isSuccess, isLater } from '../../session/exchange.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { all, lacking, makes, type Need, reads, updates } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { openConnections } from './open-connections.ts'

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
  needs: all(makes, reads, updates, merges),
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
    await openConnections(2, member, world)
    const answers = await allEnded([one, other].map((part) => () => world.update(member, part, { facts })))
    if (answers.some((answer) => !isSuccess(answer) || isLater(answer)))
      throw new NotVerified('not both updates were accepted at once')
    const read = await world.read(member)
    if (!isSuccess(read)) throw new NotVerified(`the read was answered ${read.status}`)
    const lost = [one, other].find((part) => world.shows(part, read).some(({ level }) => level !== 'should'))
    if (lost === undefined) return void world.expect(read, [])
    const alone = await world.update(member, lost, { facts })
    const shown = await world.read(member)
    const isKept = isSuccess(alone) && world.shows(lost, shown).every(({ level }) => level === 'should')
    if (!isKept) throw new NotVerified('an update alone does not store the value')
    const [first] = world.shows(lost, read)
    if (first === undefined) return
    const message = `expected the values of two updates of different properties at once, got one of them: ${first.message}`
    world.expect(read, [{ ...first, signature: 'lost', message }])
  },
}
