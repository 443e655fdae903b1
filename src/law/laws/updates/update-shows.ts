import { all, makes, updates, shows } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { isLater, isSuccess } from '../../session/exchange.ts'
import { freshOfEachKind } from '../../world/kinds.ts'
import type { Member } from '../../session/member.ts'
import { statusProblems } from '../../send/status-problem.ts'
import type { World } from '../../world/world.ts'
import { updateAnew } from '../../change/update-anew.ts'
import { takesChanges } from '../../../resource/takes-changes.ts'

/** An update is read back. */
export const updateShows: Law = {
  id: 'update-shows',
  level: 'must',
  text: 'An updated member is read with the values of the update.',
  source: 'RFC 9110, section 9.3.4',
  needs: all(makes, shows, updates),
  async check(world) {
    for await (const member of freshOfEachKind(world)) if (!(await holdUpdates(member, world))) return
  },
}

/** Returns false after a finding. */
async function holdUpdates(member: Member, world: World): Promise<boolean> {
  let isFine = true
  for (const facts of world.resource.updates) {
    const { sent: changed, answer: updated } = (await updateAnew({ member, facts }, world)) ?? {}
    if (changed === undefined || updated === undefined) continue
    // The document does not say which properties a JSON Patch may set.
    if (!takesChanges(facts))
      world.expect(updated, statusProblems(updated, ['2xx'], { what: 'a valid update', level: 'should' }))
    if (!isSuccess(updated) || isLater(updated)) continue
    const answer = await world.read(member)
    if (!world.expect(answer, statusProblems(answer, ['2xx'], { what: 'a read of an updated member' }))) return false
    if (!world.expect(answer, world.compare(changed, world.shown(answer)))) isFine = false
  }
  return isFine
}
