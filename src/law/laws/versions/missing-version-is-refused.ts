import type { ApiOperation } from '../../../document/api-document.ts'
import { demandsVersion, requiresIfMatch, takesIfMatch } from '../../../resource/infer/infer-version.ts'
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
    const { member, facts, one } = await versioned(world)
    const headers = { 'If-Match': null }
    const update = world.operation(facts.operation)
    // A required header without a status of its own is refused by any 4xx.
    const ofUpdate = missing ?? (requiresIfMatch(update) ? '4xx' : undefined)
    const { delete: removal } = world.resource
    const remove = removal === undefined ? undefined : world.operation(removal.operation)
    const ofDelete = remove === undefined ? undefined : missingOfDelete(remove, missing)
    if (ofUpdate === undefined && ofDelete === undefined)
      throw new NotVerified('the contract does not say that a write needs a version')
    if (ofUpdate !== undefined) {
      const answer = await world.update(member, one, { facts, headers })
      world.expect(answer, statusProblems(answer, [ofUpdate], { what: 'a write without a version' }))
    }
    if (ofDelete === undefined) return
    const removed = await world.remove(member, { headers })
    world.expect(removed, statusProblems(removed, [ofDelete], { what: 'a delete without a version' }))
  },
}

/** The status of a delete without a version. Any other than 428 may be that of a member which is in use. */
function missingOfDelete(remove: ApiOperation, missing: number | undefined): number | '4xx' | undefined {
  if (requiresIfMatch(remove)) return missing ?? '4xx'
  if (missing === undefined || !takesIfMatch(remove) || remove.responses[String(missing)] === undefined)
    return undefined
  return missing === 428 || demandsVersion(remove) ? missing : undefined
}
