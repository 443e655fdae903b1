import { isSuccess } from '../exchange.ts'
import { all, makes, reads, updates, versions } from '../facts.ts'
import type { Law } from '../law.ts'
import { NotVerified } from '../not-verified.ts'
import { versioned } from '../versioned.ts'

/** Each change of a member changes its version. */
export const versionChanges: Law = {
  id: 'version-changes',
  level: 'must',
  text: 'The version of a member changes with each change of the member.',
  source: 'RFC 9110, section 8.8.1',
  needs: all(makes, reads, updates, versions),
  async check(world) {
    const { member, version, facts, one } = await versioned(world)
    const updated = await world.update(member, one, { facts, headers: { 'If-Match': version } })
    if (!isSuccess(updated)) throw new NotVerified(`an update with the current version was answered ${updated.status}`)
    const answer = await world.read(member)
    const header = world.resource.version?.value.header ?? 'etag'
    const now = answer.header(header)
    world.expect(
      answer,
      now === version
        ? [
            {
              signature: 'version-stays',
              message: `expected another ${header} after an update, got ${now} again`,
              at: `header:${header}`,
              expected: 'another version',
              actual: now,
            },
          ]
        : [],
    )
  },
}
