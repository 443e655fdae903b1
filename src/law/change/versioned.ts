import { changedMember } from './changed-member.ts'
import { type Answer, isSuccess } from '../session/exchange.ts'
import type { Member } from '../session/member.ts'
import { NotVerified } from '../session/not-verified.ts'
import { type StatedVersion, versionStated } from '../send/version-stated.ts'
import { takesVersion } from '../send/version-parts.ts'
import type { World } from '../world/world.ts'
import type { UpdateFacts } from '../../resource/model.ts'

/** A fresh member, its version, and two different updates. */
export interface Versioned {
  readonly member: Member
  readonly version: string
  /** The place of the version in the answer to a read. */
  readonly at: string
  readonly facts: UpdateFacts
  /** False where a delete alone takes the version. */
  readonly isSent: boolean
  readonly one: Readonly<Record<string, unknown>>
  readonly other: Readonly<Record<string, unknown>>
}

/**
 * Makes a member with a version.
 * @param update the update that is sent; without it, the first one that takes the version
 * @throws NotVerified where the target states none.
 */
export async function versioned(world: World, update?: UpdateFacts): Promise<Versioned> {
  const { resource } = world
  const facts =
    update ??
    resource.updates.find((one) => takesVersion(world.operation(one.operation), resource)) ??
    resource.updates[0]
  const member = await world.fresh()
  const answer = await world.read(member)
  const version = versionRead(answer, world)
  const [one, other] = [6, 7].map((variant) =>
    facts === undefined ? undefined : changedMember({ member, facts, variant }, world),
  )
  if (!isSuccess(answer) || version === undefined) throw new NotVerified('no read states a version of the member')
  if (facts === undefined || one === undefined || other === undefined)
    throw new NotVerified('the document does not say enough to make an update')
  const isSent =
    resource.version?.value.parameter === undefined || takesVersion(world.operation(facts.operation), resource)
  return { member, version: version.value, at: version.at, facts, isSent, one, other }
}

/** The version of the member in the answer to a read; undefined where it states none. */
export function versionRead(answer: Answer, world: World): StatedVersion | undefined {
  return versionStated({ header: answer.header, member: world.shown(answer) }, world.resource.version?.value)
}
