import { allEnded } from '../../../send/all-ended.ts'
import { isSuccess } from '../../session/exchange.ts'
import { all, makes, reads, updates, versions } from '../../world/facts.ts'
import { changedBy } from '../../session/problem.ts'
import type { UpdateFacts } from '../../../resource/model.ts'
import type { World } from '../../world/world.ts'
import type { Law } from '../../world/law.ts'
import { NotVerified, unlessNotVerified } from '../../session/not-verified.ts'
import { takesVersion, versionParts } from '../../send/version-parts.ts'
import { versioned } from '../../change/versioned.ts'

/** One of several updates at once with one version is done. */
export const concurrentVersionedUpdates: Law = {
  id: 'concurrent-versioned-updates',
  level: 'must',
  text: 'Of two updates at the same moment with one version, one succeeds at most, and the member has its values.',
  source: 'RFC 9110, section 13.1.1',
  needs: all(makes, reads, updates, versions),
  sendsTogether: true,
  async check(world) {
    const { resource } = world
    // An operation that takes several media types does all of them in one way.
    const [first, ...others] = resource.updates.filter(
      ({ operation }, index, known) =>
        takesVersion(world.operation(operation), resource) &&
        known.findIndex((one) => one.operation === operation) === index,
    )
    let isHeld = await hold(first, world)
    for (const facts of others) if ((await unlessNotVerified(() => hold(facts, world))) === true) isHeld = true
    if (!isHeld) throw new NotVerified('no update was accepted')
  },
}

/** Sends two updates by one operation. Returns false where neither is accepted. */
async function hold(update: UpdateFacts | undefined, world: World): Promise<boolean> {
  const { member, version, facts, isSent, one, other } = await versioned(world, update)
  if (!isSent) throw new NotVerified('no update takes the version')
  const parts = versionParts(world.resource, version)
  await world.openConnections(2, member)
  const answers = await allEnded([one, other].map((sent) => () => world.update(member, sent, { facts, ...parts })))
  const done = [one, other].filter((_, index) => isSuccess(answers[index] ?? { status: 0 }))
  const [told] = answers
  if (told === undefined || done[0] === undefined) return false
  const both = {
    signature: 'both-succeed',
    message: 'expected 1 success of 2 updates with one version, got 2',
    at: 'status',
    expected: 1,
    actual: done.length,
  }
  world.expect(told, done.length > 1 ? [both] : [])
  if (done.length > 1) return true
  const answer = await world.read(member)
  const lost = [one, other].find((sent) => sent !== done[0])
  const isOfLost = world.shows(lost, answer).length === 0
  const problems = world.shows(done[0], answer)
  world.expect(answer, isOfLost ? changedBy(problems, 'the update that was refused') : problems)
  return true
}
