import type { ApiOperation } from '../../../document/api-document.ts'
import type { Resource } from '../../../resource/model.ts'
import { demandsVersion } from '../../../resource/infer/version-words.ts'
import { all, makes, reads, updates, versions } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { statusProblems } from '../../send/status-problem.ts'
import { requiresVersion, takesVersion, versionParts } from '../../send/version-parts.ts'
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
    const { member, facts, isSent, one } = await versioned(world)
    const { resource } = world
    const parts = versionParts(resource, null)
    const update = world.operation(facts.operation)
    // A required parameter without a status of its own is refused by any 4xx.
    const ofUpdate = isSent
      ? (refusalOf(missing, resource) ?? (requiresVersion(update, resource) ? '4xx' : undefined))
      : undefined
    const remove = resource.delete === undefined ? undefined : world.operation(resource.delete.operation)
    const ofDelete = remove === undefined ? undefined : missingOfDelete(remove, missing, resource)
    if (ofUpdate === undefined && ofDelete === undefined)
      throw new NotVerified('the contract does not say that a write needs a version')
    if (ofUpdate !== undefined) {
      const answer = await world.update(member, one, { facts, ...parts })
      world.expect(answer, statusProblems(answer, [ofUpdate], { what: 'a write without a version' }))
    }
    if (ofDelete === undefined) return
    const removed = await world.remove(member, parts)
    world.expect(removed, statusProblems(removed, [ofDelete], { what: 'a delete without a version' }))
  },
}

/** A parameter of its own name that is lacking may be refused as any invalid request. */
function refusalOf(missing: number | undefined, { version }: Resource): number | '4xx' | undefined {
  return missing === undefined || version?.value.parameter === undefined ? missing : '4xx'
}

/** The status of a delete without a version. Any other than 428 may be that of a member which is in use. */
function missingOfDelete(
  remove: ApiOperation,
  missing: number | undefined,
  resource: Resource,
): number | '4xx' | undefined {
  if (requiresVersion(remove, resource)) return refusalOf(missing, resource) ?? '4xx'
  if (missing === undefined || !takesVersion(remove, resource) || remove.responses[String(missing)] === undefined)
    return undefined
  return missing === 428 || demandsVersion(remove) ? refusalOf(missing, resource) : undefined
}
