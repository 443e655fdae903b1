import { allEnded } from '../../../send/all-ended.ts'
import { valueAt, withValueAt } from '../../../json/pointer.ts'
import { bodyVersionOf } from '../../change/body-version.ts'
import { changedMember } from '../../change/changed-member.ts'
import { isSuccess } from '../../session/exchange.ts'
import type { Member } from '../../session/member.ts'
import { all, makes, type Need, reads, updates, versions } from '../../world/facts.ts'
import { changedBy, shouldUnless } from '../../session/problem.ts'
import type { UpdateFacts } from '../../../resource/model.ts'
import type { Updating, World } from '../../world/world.ts'
import type { Law } from '../../world/law.ts'
import { NotVerified, unlessNotVerified } from '../../session/not-verified.ts'
import { takesVersion, versionParts } from '../../send/version-parts.ts'
import { versioned } from '../../change/versioned.ts'

/** A version that a parameter of a write has, or a property of its body. */
const versionsOrBodies: Need = (resource, model, document) =>
  resource.updates.some((facts) => bodyVersionOf(facts, { resource, document }) !== undefined)
    ? { holds: true, certainty: 'sure' }
    : versions(resource, model, document)

/** One of several updates at once with one version is done. */
export const concurrentVersionedUpdates: Law = {
  id: 'concurrent-versioned-updates',
  level: 'must',
  text: 'Of two updates at the same moment with one version, one succeeds at most, and the member has its values.',
  source: 'RFC 9110, section 13.1.1',
  needs: all(makes, reads, updates, versionsOrBodies),
  sendsTogether: true,
  async check(world) {
    // An operation that takes several media types does all of them in one way.
    const [first, ...others] = world.resource.updates.filter(
      (facts, index, known) =>
        rivalsOf(facts, world) !== undefined &&
        known.findIndex(({ operation }) => operation === facts.operation) === index,
    )
    if (first === undefined) throw new NotVerified('no update takes the version')
    let isHeld = await hold(first, world)
    for (const facts of others) if ((await unlessNotVerified(() => hold(facts, world))) === true) isHeld = true
    if (!isHeld) throw new NotVerified('no update was accepted')
  },
}

/** Two updates of a member with one version. */
interface Rivals {
  readonly member: Member
  readonly sent: readonly unknown[]
  readonly parts: Updating
  /** False for a version of which the document does not say that an old one is refused. */
  readonly isSure: boolean
}

/** The way to make two updates with one version. Undefined for an update without a version. */
function rivalsOf(facts: UpdateFacts, world: World): (() => Promise<Rivals>) | undefined {
  const { resource } = world
  const takes = resource.version !== undefined && takesVersion(world.operation(facts.operation), resource)
  if (takes) return () => byParameter(facts, world)
  return bodyVersionOf(facts, world) === undefined ? undefined : () => byBody(facts, world)
}

async function byParameter(facts: UpdateFacts, world: World): Promise<Rivals> {
  const { member, version, one, other } = await versioned(world, facts)
  return { member, sent: [one, other], parts: versionParts(world.resource, version), isSure: true }
}

async function byBody(facts: UpdateFacts, world: World): Promise<Rivals> {
  const { at = '', isStated = false } = bodyVersionOf(facts, world) ?? {}
  const member = await world.fresh()
  const known = valueAt(world.shown(await world.read(member)), at)
  if (known === undefined) throw new NotVerified(`the member shows no ${at.slice(1)}`)
  const sent = [6, 7].map((variant) => withValueAt(changedMember({ member, facts, variant }, world), at, known))
  // Headers of the law's own: an update is else sent again with the version of now.
  return { member, sent, parts: { headers: {} }, isSure: isStated }
}

/** Sends two updates by one operation. Returns false where neither is accepted. */
async function hold(facts: UpdateFacts, world: World): Promise<boolean> {
  const made = await rivalsOf(facts, world)?.()
  if (made === undefined) return false
  const { member, sent, parts, isSure } = made
  await world.openConnections(2, member)
  const answers = await allEnded(sent.map((one) => () => world.update(member, one, { facts, ...parts })))
  const done = sent.filter((_, index) => isSuccess(answers[index] ?? { status: 0 }))
  const [told] = answers
  if (told === undefined || done[0] === undefined) return false
  const both = {
    signature: 'both-succeed',
    message: 'expected 1 success of 2 updates with one version, got 2',
    at: 'status',
    expected: 1,
    actual: done.length,
    ...shouldUnless(isSure),
  }
  world.expect(told, done.length > 1 ? [both] : [])
  if (done.length > 1) return true
  const answer = await world.read(member)
  const lost = sent.find((one) => one !== done[0])
  const isOfLost = world.shows(lost, answer).length === 0
  const problems = world.shows(done[0], answer)
  world.expect(answer, isOfLost ? changedBy(problems, 'the update that was refused') : problems)
  return true
}
