import { all, readsOrActs } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { expectRefusals } from '../../refusal/refused-senders.ts'

/** Each operation that the document secures refuses a request without credentials, before anything changes. */
export const noCredentialsAreRefused: Law = {
  id: 'no-credentials-are-refused',
  level: 'must',
  text: 'A request without credentials is answered 401 or 403 wherever the document asks for credentials, and changes nothing.',
  source: 'OpenAPI 3.1, section 4.8.30 (Security Requirement Object)',
  needs: all(readsOrActs),
  acrossResources: true,
  onlyReads: true,
  async check(world) {
    if (!world.isKnown('owner'))
      throw new NotVerified('no credentials are configured, so nothing tells the owner from others')
    await expectRefusals({ as: 'nobody', statuses: [401, 403], what: 'without credentials' }, world)
  },
}
