import { all, creates, keyed, type Need } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { NotVerified } from '../../session/not-verified.ts'

/** A client that names its members has named them apart. */
const namedByServer: Need = ({ key: { chosen } }) =>
  chosen?.value === 'client'
    ? { holds: false, reason: 'the contract says that a client names the members' }
    : { holds: true, certainty: 'sure' }

/** No two members have one key. */
export const keysAreUnique: Law = {
  id: 'keys-are-unique',
  level: 'must',
  text: 'Two members that are created one after the other have different keys.',
  source: 'RFC 9110, section 9.3.3',
  needs: all(creates, keyed, namedByServer),
  async check(world) {
    const seen = new Set<string>()
    for (const { own, created } of await world.several()) {
      if (created === undefined) throw new NotVerified('no member was created')
      const key = own.join('/')
      world.expect(
        created,
        seen.has(key)
          ? [
              {
                signature: 'key-again',
                message: `expected a new key, got ${key} again`,
                at: 'body#',
                expected: 'another key',
                actual: key,
              },
            ]
          : [],
      )
      seen.add(key)
    }
  },
}
