import { demandsVersion, takesIfMatch } from '../../../resource/infer/infer-version.ts'
import { all, makes, reads, updates, versions } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { statusProblems } from '../../send/status-problem.ts'
import { versioned } from '../../change/versioned.ts'

/** A write without a version is refused where the contract demands one. */
export const missingVersionIsRefused: Law = {
  id: 'missing-version-is-refused',
  level: 'must',
  text: 'A write without a version is refused where the contract demands a version.',
  source: 'RFC 6585, section 3',
  needs: all(makes, reads, updates, versions),
  async check(world) {
    const missing = world.resource.version?.value.missing
    if (missing === undefined) throw new NotVerified('the contract does not say that a write needs a version')
    const { member, facts, one } = await versioned(world)
    const headers = { 'If-Match': null }
    const answer = await world.update(member, one, { facts, headers })
    world.expect(answer, statusProblems(answer, [missing], { what: 'a write without a version' }))
    const { delete: removal } = world.resource
    const remove = removal === undefined ? undefined : world.operation(removal.operation)
    if (remove === undefined || !takesIfMatch(remove) || remove.responses[String(missing)] === undefined) return
    // Any other status may be that of a member which is in use.
    if (missing !== 428 && !demandsVersion(remove)) return
    const removed = await world.remove(member, { headers })
    world.expect(removed, statusProblems(removed, [missing], { what: 'a delete without a version' }))
  },
}
