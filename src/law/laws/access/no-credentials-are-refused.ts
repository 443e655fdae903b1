import { demandOwner } from '../../refusal/demand-owner.ts'
import { all, showsOrActs } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { expectRefusals } from '../../refusal/refused-senders.ts'

/** Each operation that the document secures refuses a request without credentials, before anything changes. */
export const noCredentialsAreRefused: Law = {
  id: 'no-credentials-are-refused',
  level: 'must',
  text: 'A request without credentials is answered 401 or 403 wherever the document asks for credentials, and changes nothing.',
  source: 'OpenAPI 3.1, section 4.8.30 (Security Requirement Object)',
  needs: all(showsOrActs),
  acrossResources: true,
  onlyReads: true,
  async check(world) {
    demandOwner(world)
    await expectRefusals({ as: 'nobody', statuses: [401, 403], what: 'without credentials' }, world)
  },
}
