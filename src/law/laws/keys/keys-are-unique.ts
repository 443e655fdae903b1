import { all, creates, keyed, mayBeNamedByServer } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { NotVerified } from '../../session/not-verified.ts'

/** No two members have one key. */
export const keysAreUnique: Law = {
  id: 'keys-are-unique',
  level: 'must',
  text: 'Two members that are created one after the other have different keys.',
  source: 'RFC 9110, section 9.3.3',
  needs: all(creates, keyed, mayBeNamedByServer),
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
