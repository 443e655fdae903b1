import { singleChanges } from '../../change/single-changes.ts'
import { isSuccess } from '../../session/exchange.ts'
import { all, makes, reads, updates, versions } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { versionPartsFor } from '../../send/version-parts.ts'
import { versioned, versionRead } from '../../change/versioned.ts'

/** Each change of a member changes its version. */
export const versionChanges: Law = {
  id: 'version-changes',
  level: 'must',
  text: 'The version of a member changes with each change of the member.',
  source: 'RFC 9110, section 8.8.1',
  needs: all(makes, reads, updates, versions),
  async check(world) {
    const { member, version, at, facts, one } = await versioned(world)
    const changes = [{ facts, sent: one }, ...singleChanges({ member, facts }, world)]
    let current = version
    let judged = 0
    for (const { facts: own, sent } of changes) {
      const parts = versionPartsFor(world.operation(own.operation), world.resource, current)
      const updated = await world.update(member, sent, { facts: own, ...parts })
      if (!isSuccess(updated)) continue
      const answer = await world.read(member)
      const now = versionRead(answer, world)?.value
      judged += 1
      const problem = {
        signature: 'version-stays',
        message: `expected another ${at.replace(/^.*[:/]/, '')} after ${updated.asked} of ${Object.keys(sent).join(', ')}, got ${now} again`,
        at,
        expected: 'another version',
        actual: now,
      }
      if (!world.expect(answer, now === current ? [problem] : [])) return
      current = now ?? current
    }
    if (judged === 0) throw new NotVerified('no update with the current version was accepted')
  },
}
