import { allEnded } from '../../../send/all-ended.ts'
import { type Answer, isLater, isSuccess } from '../../session/exchange.ts'
import type { Member } from '../../session/member.ts'
import { NotVerified } from '../../session/not-verified.ts'
import type { Problem } from '../../session/problem.ts'
import { statusProblems } from '../../send/status-problem.ts'
import { all, creates, keyed, mayBeNamedByServer, reads } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import type { World } from '../../world/world.ts'

/** The creates that are sent at once, as a count. */
const TOGETHER = 2

/** A server that reads the last key, waits, and writes the next one gives one key to two members, or loses one of them. */
export const concurrentCreatesStayApart: Law = {
  id: 'concurrent-creates-stay-apart',
  level: 'must',
  text: 'Two creates at the same moment that both succeed make two members, each with a key and values of its own.',
  source: 'RFC 9110, section 9.3.3',
  needs: all(creates, reads, keyed, mayBeNamedByServer),
  sendsTogether: true,
  async check(world) {
    const { parent, ...shared } = await world.some()
    const bodies = [await world.body({ parent }), await world.body({ parent })]
    await world.openConnections(TOGETHER, shared)
    const created = await allEnded(bodies.map((asked) => () => world.create(asked)))
    const [first, second] = created.map(({ answer, member }) =>
      isSuccess(answer) && !isLater(answer) ? member : undefined,
    )
    const answer = created.at(-1)?.answer
    if (first === undefined || second === undefined || answer === undefined)
      throw new NotVerified('not both creates were accepted at once')
    const key = second.own.join('/')
    if (first.own.join('/') === key) {
      const message = `expected two keys of two creates at the same moment, got ${key} twice`
      world.expect(answer, [{ signature: 'key-again', message, at: 'body#', expected: 'another key', actual: key }])
      return
    }
    const members = [first, second]
    for (const member of members) {
      const read = await world.read(member)
      const problems = problemsOf(member, read, world)
      if (problems.length > 0) await expectKeptAlone(world)
      if (!world.expect(read, problems)) return
    }
    world.leave(members)
  },
}

function problemsOf(member: Member, read: Answer, world: World): readonly Problem[] {
  const what = 'a read of one of two members that were created at the same moment'
  if (!isSuccess(read)) return statusProblems(read, ['2xx'], { what })
  return world
    .shows(member.sent, read)
    .filter(({ level }) => level !== 'should')
    .map((problem) => ({
      ...problem,
      message: `of two members that were created at the same moment: ${problem.message}`,
    }))
}

/** Ends the law where a member that is created alone is not as it was sent either. */
async function expectKeptAlone(world: World): Promise<void> {
  const alone = await world.fresh()
  if (problemsOf(alone, await world.read(alone), world).length > 0)
    throw new NotVerified('a member that is created alone does not show what was sent')
}
