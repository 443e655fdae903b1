import { all, creates, createShows } from '../facts.ts'
import type { Law } from '../law.ts'

/** The answer to a create shows the member as it was sent. */
export const createShowsMember: Law = {
  id: 'create-shows-member',
  level: 'must',
  text: 'The answer to a create shows the member with the values that were sent.',
  source: 'RFC 9110, section 9.3.3',
  needs: all(creates, createShows),
  async check(world) {
    const member = await world.some()
    const { created, resource } = member
    if (created === undefined || created.status === 202) return
    world.expect(created, world.compare(member.sent, world.shown(created), resource.create?.operation ?? ''))
  },
}
