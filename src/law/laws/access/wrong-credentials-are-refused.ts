import { demandOwner } from '../../refusal/demand-owner.ts'
import { all, showsOrActs } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { expectRefusals } from '../../refusal/refused-senders.ts'

/** Credentials that nobody has are refused. */
export const wrongCredentialsAreRefused: Law = {
  id: 'wrong-credentials-are-refused',
  level: 'must',
  text: 'A request with credentials that nobody has is answered 401 or 403 wherever the document asks for credentials.',
  source: 'OpenAPI 3.1, section 4.8.30 (Security Requirement Object)',
  needs: all(showsOrActs),
  acrossResources: true,
  onlyReads: true,
  async check(world) {
    demandOwner(world)
    await expectRefusals({ as: 'wrong', statuses: [401, 403], what: 'with wrong credentials', few: true }, world)
  },
}
