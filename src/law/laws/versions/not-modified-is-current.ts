import { differencesOf } from '../../../json/difference.ts'
import { isSuccess, isLater } from '../../session/exchange.ts'
import { all, makes, reads, tags, updates } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { versioned, versionRead } from '../../change/versioned.ts'

/** A cache that asks with an old version gets the new member. */
export const notModifiedIsCurrent: Law = {
  id: 'not-modified-is-current',
  level: 'must',
  text: 'A read with If-None-Match and a version of before an update is answered with the member, and not with 304.',
  source: 'RFC 9110, section 13.1.2',
  needs: all(makes, reads, updates, tags),
  async check(world) {
    const stated = world.resource.version
    if (stated !== undefined && stated.value.header !== 'etag')
      throw new NotVerified('the version of a member is no ETag')
    const { member, version, facts, one } = await versioned(world)
    const before = world.shown(await world.read(member))
    const headers = stated === undefined ? {} : { headers: { 'If-Match': version } }
    const updated = await world.update(member, one, { facts, ...headers })
    if (!isSuccess(updated) || isLater(updated))
      throw new NotVerified(`an update with the current version was answered ${updated.status}`)
    const now = await world.read(member)
    if (versionRead(now, world)?.value === version && stated !== undefined)
      throw new NotVerified('the version stays as it is, as version-changes tells')
    if (differencesOf(before, world.shown(now)).length === 0) throw new NotVerified('the update changes nothing')
    const answer = await world.read(member, { headers: { 'If-None-Match': version } })
    const problem = {
      signature: 'stale-304',
      message: `expected the member for If-None-Match: ${version} after an update, got 304`,
      at: 'status',
      expected: '2xx',
      actual: answer.status,
    }
    world.expect(answer, answer.status === 304 ? [problem] : [])
  },
}
