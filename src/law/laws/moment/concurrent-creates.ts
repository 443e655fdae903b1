import { allEnded } from '../../../send/all-ended.ts'
import { isRefusal, isSuccess } from '../../session/exchange.ts'
import { all, creates, namedByClient, reads } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import type { Member } from '../../session/member.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { sameKeyBody } from '../../key/same-key-body.ts'
import type { World } from '../../world/world.ts'

/** The creates that are sent at once, as a count. */
const TOGETHER = 4

/** Holds if exactly one of several creates of a key at once succeeds. */
export const concurrentCreates: Law = {
  id: 'concurrent-creates',
  level: 'must',
  text: 'Of several creates of one key at the same moment, exactly one succeeds where a second create is refused.',
  source: 'RFC 9110, section 15.5.10',
  needs: all(creates, reads, namedByClient),
  sendsTogether: true,
  async check(world) {
    if (world.operation(world.resource.create?.operation ?? '').method === 'PUT')
      throw new NotVerified('a create is a PUT, which replaces')
    const { parent, ...shared } = await world.some()
    await world.openConnections(TOGETHER, shared)
    const first = await world.body({ parent })
    const created = await allEnded(Array.from({ length: TOGETHER }, () => () => world.create(first)))
    const successes = created.filter(({ answer }) => isSuccess(answer))
    const [one] = created
    const told = successes[0] ?? one
    if (told === undefined) return
    if (told.member !== undefined) await expectRefusedAgain(told.member, world)
    world.expect(
      told.answer,
      successes.length === 1
        ? []
        : [
            {
              signature: successes.length === 0 ? 'none-succeeds' : 'several-succeed',
              message: `expected 1 success of ${TOGETHER} creates of one key, got ${successes.length}`,
              at: 'status',
              expected: 1,
              actual: successes.length,
            },
          ],
    )
  },
}

/** @throws NotVerified where another create of the key, after the others, is not refused */
async function expectRefusedAgain(member: Member, world: World): Promise<void> {
  const { answer } = await world.create(await sameKeyBody(member, world))
  if (!isRefusal(answer)) throw new NotVerified(`a second create was answered ${answer.status}`)
}
