import { isSuccess } from '../../session/exchange.ts'
import { all, creates, reads } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { statusProblems } from '../../send/status-problem.ts'

/** The Location of a created member leads to it. */
export const locationLeadsThere: Law = {
  id: 'location-leads-there',
  level: 'must',
  text: 'The Location of the answer to a create leads to the created member, or after 202 to the state of the create.',
  source: 'RFC 9110, section 10.2.2',
  needs: all(creates, reads),
  async check(world) {
    const member = await world.some()
    const { status } = member.created ?? {}
    const location = status === 201 || status === 202 ? member.created?.header('location') : undefined
    if (location === undefined) throw new NotVerified('no create was answered 201 or 202 with a Location')
    const shown = await world.read(member, { link: location, ...(status === 202 ? ELSEWHERE : {}) })
    if (status === 202) {
      // RFC 9110 leaves open what the Location of a 202 is: a state that is over may be gone.
      world.expect(
        shown,
        statusProblems(shown, ['2xx', '3xx'], { what: `a GET of the Location ${location}`, level: 'should' }),
      )
      return
    }
    if (!world.expect(shown, statusProblems(shown, ['2xx'], { what: `a GET of the Location ${location}` }))) return
    const keys = isSuccess(shown) ? world.keysOf(world.shown(shown)) : undefined
    const isOther = keys !== undefined && keys.join('/') !== member.own.join('/')
    world.expect(
      shown,
      isOther
        ? [
            {
              signature: 'other-member',
              message: `expected the member ${member.own.join('/')} at its Location, got ${keys.join('/')}`,
              at: 'header:Location',
              expected: member.own.join('/'),
              actual: keys.join('/'),
            },
          ]
        : [],
    )
  },
}

/** The Location of a 202 may show an operation, which is not held to the schema of the member. */
const ELSEWHERE = { isPart: true } as const
