import { changedMember } from '../../change/changed-member.ts'
import { isSuccess } from '../../session/exchange.ts'
import { all, makes, reads, updates, versions } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { changedBy } from '../../session/problem.ts'
import { statusProblems } from '../../send/status-problem.ts'
import { takesVersion, versionParts } from '../../send/version-parts.ts'
import { versioned } from '../../change/versioned.ts'

/** A write with a stale version is refused, and loses nothing of the write before it. */
export const staleWriteIsRefused: Law = {
  id: 'stale-write-is-refused',
  level: 'must',
  text: 'Of two writers with one version, the second is refused, and the write of the first stays.',
  source: 'RFC 9110, section 13.1.1',
  needs: all(makes, reads, updates, versions),
  async check(world) {
    const { member, version, facts, isSent, one, other } = await versioned(world)
    const parts = versionParts(world.resource, version)
    if (!isSent) throw new NotVerified('no update takes the version')
    const first = await world.update(member, one, { facts, ...parts })
    if (!isSuccess(first)) throw new NotVerified(`an update with the current version was answered ${first.status}`)
    const { stale = 412, parameter } = world.resource.version?.value ?? {}
    // An old value of a parameter may be refused as any invalid request.
    const refused = parameter === undefined ? [...new Set([stale, 412, 409])] : (['4xx'] as const)
    const second = await world.update(member, other, { facts, ...parts })
    world.expect(second, statusProblems(second, refused, { what: 'an update with a stale version' }))
    const answer = await world.read(member)
    if (!isSuccess(second))
      world.expect(answer, changedBy(world.shows(one, answer), `an update that was refused with ${second.status}`))
    for (const own of world.resource.updates) {
      if (own === facts || !takesVersion(world.operation(own.operation), world.resource)) continue
      const late = changedMember({ member, facts: own, variant: 9 }, world)
      if (late === undefined) continue
      const third = await world.update(member, late, { facts: own, ...parts })
      world.expect(third, statusProblems(third, refused, { what: 'another update with a stale version' }))
    }
    const { delete: removal } = world.resource
    // A delete with a parameter of its own is a law of its own.
    const isOwn = parameter !== undefined
    if (isOwn || removal === undefined || !takesVersion(world.operation(removal.operation), world.resource)) return
    const removed = await world.remove(member, parts)
    world.expect(removed, statusProblems(removed, refused, { what: 'a delete with a stale version' }))
  },
}
