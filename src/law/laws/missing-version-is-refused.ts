import { all, makes, reads, updates, versions } from '../facts.ts'
import type { Law } from '../law.ts'
import { NotVerified } from '../not-verified.ts'
import { statusProblems } from '../status-problem.ts'
import { versioned } from '../versioned.ts'

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
    const answer = await world.update(member, one, { facts, headers: {} })
    world.expect(answer, statusProblems(answer, [missing], { what: 'a write without a version' }))
  },
}
