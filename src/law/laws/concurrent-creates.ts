import { allEnded } from '../all-ended.ts'
import { isSuccess } from '../exchange.ts'
import { all, creates, namedByClient, reads } from '../facts.ts'
import type { Law } from '../law.ts'
import { NotVerified } from '../not-verified.ts'
import { sameKeyBody } from '../same-key-body.ts'

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
    const sample = await world.fresh()
    const again = await world.create(await sameKeyBody(sample, world))
    if (again.answer.status < 400 || again.answer.status >= 500)
      throw new NotVerified(`a second create was answered ${again.answer.status}`)
    // Connections are open before the creates are sent: else they arrive one after another.
    await allEnded(Array.from({ length: TOGETHER }, () => world.read(sample)))
    const first = await world.body({ parent: sample.parent })
    const created = await allEnded(Array.from({ length: TOGETHER }, () => world.create(first)))
    const successes = created.filter(({ answer }) => isSuccess(answer))
    const [one] = created
    if (one === undefined) return
    world.expect(
      successes[0]?.answer ?? one.answer,
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
