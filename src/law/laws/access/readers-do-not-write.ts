import { all, makes, showsOrActs } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { expectRefusals } from '../../refusal/refused-senders.ts'

/** A reader changes nothing. */
export const readersDoNotWrite: Law = {
  id: 'readers-do-not-write',
  level: 'must',
  text: 'A write by a caller who may only read is answered 401 or 403, or as the document says of such a caller, and changes nothing.',
  source: 'the configuration: principals.reader may only read',
  needs: all(makes, showsOrActs),
  async check(world) {
    if (!world.isKnown('reader')) throw new NotVerified('no principals.reader is configured')
    if (world.resource.create?.asks === true) throw new NotVerified('the request only asks')
    await expectRefusals({ as: 'reader', statuses: [401, 403], what: 'by a reader', mayRead: true }, world)
  },
}
