import { short } from '../compare-member.ts'
import { isSuccess } from '../exchange.ts'
import { all, reads } from '../facts.ts'
import type { Law } from '../law.ts'
import { NotVerified } from '../not-verified.ts'
import { differencesOf } from '../../json/difference.ts'

/** A read shows the same twice. */
export const readsAreRepeatable: Law = {
  id: 'reads-are-repeatable',
  level: 'should',
  text: 'Two reads of a member without a write between them show the same.',
  source: 'RFC 9110, section 9.2.1',
  needs: all(reads),
  onlyReads: true,
  async check(world) {
    const member = await world.some()
    const first = await world.read(member)
    const second = await world.read(member)
    if (!isSuccess(first) || first.json === undefined) throw new NotVerified(`the read was answered ${first.status}`)
    const [difference] = differencesOf(first.json, second.json)
    world.expect(
      second,
      difference === undefined
        ? []
        : [
            {
              signature: 'changes',
              message: `expected ${short(difference.from)} at ${difference.at} again, got ${short(difference.to)}`,
              at: `body#${difference.at}`,
              expected: difference.from,
              actual: difference.to,
            },
          ],
    )
  },
}
