import { takesIfMatch } from '../../../resource/infer/infer-version.ts'
import { changedMember } from '../../change/changed-member.ts'
import { isSuccess } from '../../session/exchange.ts'
import { all, makes, reads, updates, versions } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { statusProblems } from '../../send/status-problem.ts'
import { versioned } from '../../change/versioned.ts'

/** A write with a stale version is refused, and loses nothing of the write before it. */
export const staleWriteIsRefused: Law = {
  id: 'stale-write-is-refused',
  level: 'must',
  text: 'Of two writers with one version, the second is refused, and the write of the first stays.',
  source: 'RFC 9110, section 13.1.1',
  needs: all(makes, reads, updates, versions),
  async check(world) {
    const { member, version, facts, one, other } = await versioned(world)
    const headers = { 'If-Match': version }
    const first = await world.update(member, one, { facts, headers })
    if (!isSuccess(first)) throw new NotVerified(`an update with the current version was answered ${first.status}`)
    const stale = world.resource.version?.value.stale ?? 412
    const second = await world.update(member, other, { facts, headers })
    const refused = [...new Set([stale, 412, 409])]
    world.expect(second, statusProblems(second, refused, { what: 'an update with a stale version' }))
    const answer = await world.read(member)
    if (!isSuccess(second)) world.expect(answer, world.shows(one, answer))
    for (const own of world.resource.updates) {
      if (own === facts || !takesIfMatch(world.operation(own.operation))) continue
      const late = changedMember({ member, facts: own, variant: 9 }, world)
      if (late === undefined) continue
      const third = await world.update(member, late, { facts: own, headers })
      world.expect(third, statusProblems(third, refused, { what: 'another update with a stale version' }))
    }
    const { delete: removal } = world.resource
    if (removal === undefined || !takesIfMatch(world.operation(removal.operation))) return
    const removed = await world.remove(member, { headers })
    world.expect(removed, statusProblems(removed, refused, { what: 'a delete with a stale version' }))
  },
}
