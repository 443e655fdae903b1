import { allEnded } from '../../../send/all-ended.ts'
import { isLater, isSuccess } from '../../session/exchange.ts'
import { NotVerified } from '../../session/not-verified.ts'
import type { Problem } from '../../session/problem.ts'
import { all, creates, keyed, mayBeNamedByServer, shows } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { areLostAlone, problemsAsSent } from '../../world/problems-as-sent.ts'

/** The creates that are sent at once, as a count. */
const TOGETHER = 2

/** A server that reads the last key, waits, and writes the next one gives one key to two members, or loses one of them. */
export const concurrentCreatesStayApart: Law = {
  id: 'concurrent-creates-stay-apart',
  level: 'must',
  text: 'Two creates at the same moment that both succeed make two members, each with a key and values of its own.',
  source: 'RFC 9110, section 9.3.3',
  needs: all(creates, shows, keyed, mayBeNamedByServer),
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
      const problems = problemsAsSent(member, read, world)
      if (problems.length > 0 && (await areLostAlone(problems, world)))
        throw new NotVerified('a member that is created alone does not show what was sent')
      if (!world.expect(read, problems.map(ofTwo))) return
    }
    world.leave(members)
  },
}

function ofTwo(problem: Problem): Problem {
  return { ...problem, message: `of two members that were created at the same moment: ${problem.message}` }
}
