import { isSuccess } from '../exchange.ts'
import { all, makes, reads, updates, versions } from '../facts.ts'
import type { Law } from '../law.ts'
import { NotVerified } from '../not-verified.ts'
import { versioned } from '../versioned.ts'

/** A cache that asks with an old version gets the new member. */
export const notModifiedIsCurrent: Law = {
  id: 'not-modified-is-current',
  level: 'must',
  text: 'A read with If-None-Match and a version of before an update is answered with the member, and not with 304.',
  source: 'RFC 9110, section 13.1.2',
  needs: all(makes, reads, updates, versions),
  async check(world) {
    if (world.resource.version?.value.header !== 'etag') throw new NotVerified('the version of a member is no ETag')
    const { member, version, facts, one } = await versioned(world)
    const updated = await world.update(member, one, { facts, headers: { 'If-Match': version } })
    if (!isSuccess(updated)) throw new NotVerified(`an update with the current version was answered ${updated.status}`)
    const now = (await world.read(member)).header('etag')
    if (now === version) throw new NotVerified('the version stays as it is, as version-changes tells')
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
