import { isDeepStrictEqual } from 'node:util'
import { formatPointer, isObject, valueAt, withValueAt } from '../../../json/pointer.ts'
import { bodiesOf } from '../../body/wrapped-member.ts'
import { maskOf } from '../../world/update-mask.ts'
import type { Member } from '../../session/member.ts'
import { type BodyVersion, bodyVersionOf } from '../../change/body-version.ts'
import { changedMember } from '../../change/changed-member.ts'
import { isSuccess, isLater } from '../../session/exchange.ts'
import { all, makes, reads, updates } from '../../world/facts.ts'
import { changedBy, shouldUnless } from '../../session/problem.ts'
import type { Law } from '../../world/law.ts'
import { NotVerified } from '../../session/not-verified.ts'
import type { UpdateFacts } from '../../../resource/model.ts'
import { statusProblems } from '../../send/status-problem.ts'
import type { World } from '../../world/world.ts'

/** A write whose body has a stale version is refused, and loses nothing of the write before it. */
export const staleBodyIsRefused: Law = {
  id: 'stale-body-is-refused',
  level: 'must',
  text: 'Of two updates whose bodies have one version of the member, the second is refused, and the write of the first stays.',
  source: 'the document: a property of the update such as version, which answers have too',
  needs: all(makes, reads, updates),
  async check(world) {
    const [facts] = world.resource.updates
    const version = facts === undefined ? undefined : bodyVersionOf(facts, world)
    if (facts === undefined || version === undefined)
      throw new NotVerified('no property of an update has the name of a version')
    const { at, isStated } = version
    const member = await world.fresh()
    const before = world.shown(await world.read(member))
    const known = valueAt(before, at)
    if (known === undefined) throw new NotVerified(`the member shows no ${at.slice(1)}`)
    const [one, other] = [6, 7].map((variant) =>
      withValueAt(changedMember({ member, facts, variant }, world), at, known),
    )
    // Headers of the law's own: an update is else sent again with the version of now.
    const first = await world.update(member, one, { facts, headers: {} })
    if (!isSuccess(first))
      throw new NotVerified(`an update with the current ${at.slice(1)} was answered ${first.status}`)
    // A server may leave the version of a member that an update does not change: the version of before is then that of now.
    if (isDeepStrictEqual(world.shown(await world.read(member)), before))
      throw new NotVerified('the update before changed nothing that a read shows')
    const second = await world.update(member, other, { facts, headers: {} })
    if (isLater(second)) throw new NotVerified('an update is carried out later')
    world.expect(
      second,
      statusProblems(second, ['4xx'], {
        what: `an update with the ${at.slice(1)} of before`,
        ...shouldUnless(isStated),
      }),
    )
    const answer = await world.read(member)
    if (isSuccess(second)) return
    world.expect(answer, changedBy(world.shows(one, answer), `an update that was refused with ${second.status}`))
    await holdMask({ member, facts, other, version }, world)
  },
}

interface Stale {
  readonly member: Member
  readonly facts: UpdateFacts
  /** A body with the version of before. */
  readonly other: unknown
  readonly version: BodyVersion
}

/** A mask names what is changed. The version of the body is held to all the same. */
async function holdMask({ member, facts, other, version: { at, isStated } }: Stale, world: World): Promise<void> {
  const mask = maskOf(world.operation(facts.operation), world.document)?.name
  const wrap = bodiesOf(world.resource, facts).wrap?.value.request ?? ''
  const name = Object.keys(isObject(other) ? other : {}).find((one) => !at.startsWith(formatPointer([one])))
  if (mask === undefined || wrap !== '' || name === undefined) return
  const third = await world.update(member, other, { facts, headers: {}, query: { [mask]: name } })
  const what = `an update with the ${at.slice(1)} of before and ${mask}=${name}`
  world.expect(third, statusProblems(third, ['4xx'], { what, ...shouldUnless(isStated) }))
}
