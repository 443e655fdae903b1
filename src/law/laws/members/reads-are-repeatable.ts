import { isSuccess } from '../../session/exchange.ts'
import { all, isStill, reads } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { NotVerified } from '../../session/not-verified.ts'

/** A read shows the same twice. */
export const readsAreRepeatable: Law = {
  id: 'reads-are-repeatable',
  level: 'should',
  text: 'Two reads of a member without a write between them show the same.',
  source: 'RFC 9110, section 9.2.1',
  needs: all(reads, isStill),
  onlyReads: true,
  async check(world) {
    const member = await world.some()
    const first = await world.read(member)
    const second = await world.read(member)
    if (!isSuccess(first) || first.json === undefined) throw new NotVerified(`the read was answered ${first.status}`)
    // Undeclared values, such as a time of the last look, may change.
    const problems = world.shows(world.shown(first), second)
    world.expect(
      second,
      problems.map((one) => ({ ...one, signature: 'changes' })),
    )
  },
}
