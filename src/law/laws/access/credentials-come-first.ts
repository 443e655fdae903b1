import { all, keyed, reads } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { needsCredentials } from '../../refusal/secured-requests.ts'
import { statusProblems } from '../../send/status-problem.ts'

/** A caller without credentials does not learn which members there are. */
export const credentialsComeFirst: Law = {
  id: 'credentials-come-first',
  level: 'should',
  text: 'A request without credentials for a member that does not exist is answered 401 or 403, not 404.',
  source: 'RFC 9110, section 15.5.2',
  needs: all(reads, keyed),
  acrossResources: true,
  onlyReads: true,
  async check(world) {
    const operation = world.operation(world.resource.read?.operation ?? '')
    if (!world.isKnown('owner') || !needsCredentials(operation))
      throw new NotVerified('the document asks for no credentials here, or none are configured')
    const { above, own } = await world.some()
    const unknown = own.map((key) => (/^\d+$/.test(key) ? '987654321' : world.word()))
    const answer = await world.read({ above, own: unknown }, { as: 'nobody' })
    world.expect(
      answer,
      statusProblems(answer, [401, 403], { what: 'a read without credentials of a member that does not exist' }),
    )
  },
}
