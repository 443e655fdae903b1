import { isObject } from '../../../json/pointer.ts'
import { changedMember } from '../../change/changed-member.ts'
import { isSuccess } from '../../session/exchange.ts'
import { all, makes, reads, updates } from '../../world/facts.ts'
import type { Law } from '../../world/law.ts'
import { NotVerified } from '../../session/not-verified.ts'
import { memberSchema } from '../../world/optional-properties.ts'
import type { UpdateFacts } from '../../../resource/model.ts'
import { statusProblems } from '../../send/status-problem.ts'
import { isVersionName } from '../../compare/version-name.ts'
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
    const name = facts === undefined ? undefined : versionIn(facts, world)
    if (facts === undefined || name === undefined)
      throw new NotVerified('no property of an update has the name of a version')
    const member = await world.fresh()
    const before = world.shown(await world.read(member))
    const version = isObject(before) ? before[name] : undefined
    if (version === undefined) throw new NotVerified(`the member shows no ${name}`)
    const [one, other] = [6, 7].map((variant) => ({
      ...changedMember({ member, facts, variant }, world),
      [name]: version,
    }))
    // Headers of the law's own: an update is else sent again with the version of now.
    const first = await world.update(member, one, { facts, headers: {} })
    if (!isSuccess(first)) throw new NotVerified(`an update with the current ${name} was answered ${first.status}`)
    const second = await world.update(member, other, { facts, headers: {} })
    if (second.status === 202) throw new NotVerified('an update is carried out later')
    const { responses } = world.operation(facts.operation)
    const isStated = Object.hasOwn(responses, '409') || Object.hasOwn(responses, '412')
    world.expect(
      second,
      statusProblems(second, ['4xx'], {
        what: `an update with the ${name} of before`,
        ...(isStated && isRequired(name, facts, world) ? {} : { level: 'should' as const }),
      }),
    )
    const answer = await world.read(member)
    if (!isSuccess(second)) world.expect(answer, world.shows(one, answer))
  },
}

/** The property of an update that has the name of a version. */
function versionIn(facts: UpdateFacts, world: World): string | undefined {
  const { properties } = memberSchema(facts, world)
  return Object.entries(isObject(properties) ? properties : {}).find(([name, schema]) => {
    const type: unknown = isObject(schema) ? schema['type'] : undefined
    return isVersionName(name, [type].flat().includes('integer'))
  })?.[0]
}

function isRequired(name: string, facts: UpdateFacts, world: World): boolean {
  const { required } = memberSchema(facts, world)
  return Array.isArray(required) && required.includes(name)
}
