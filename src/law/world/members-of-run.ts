import type { Resource } from '../../resource/model.ts'
import { isSuccess } from '../session/exchange.ts'
import type { CaseSession } from '../session/case-session.ts'
import { type Member, unmadeMember } from '../session/member.ts'
import type { MemberPool } from '../session/member-pool.ts'
import { parentOf } from '../body/paths.ts'
import { withArticle } from '../session/noun.ts'
import { NotVerified } from '../session/not-verified.ts'
import type { LawSession } from '../session/session.ts'
import { notAllowed, whyNotWritten } from '../session/why-not-written.ts'
import { freshMember } from './fresh-member.ts'
import { learnKey } from './learn-key.ts'
import type { Fresh, World } from './world.ts'

/** A parent that is made for one law. */
export async function otherParent(
  { parent, resource }: Pick<Member, 'parent' | 'resource'>,
  caseSession: CaseSession,
): Promise<Member> {
  if (parent === undefined) throw new NotVerified(`no resource of the contract holds ${withArticle(resource.name)}`)
  return freshMember(parent.resource, { parent: parent.parent, isHolder: true }, caseSession)
}

/** A member of another resource, below the parents that it shares with a member. */
export async function freshBeside(resource: Resource, member: Member, caseSession: CaseSession): Promise<Member> {
  const { model, pool } = caseSession.session
  const above = parentOf(resource, model)?.name
  let parent = above === undefined ? undefined : member.parent
  while (parent !== undefined && parent.resource.name !== above) parent = parent.parent
  const how = parent === undefined ? {} : { parent }
  return takeUnused(resource, how, pool) ?? freshMember(resource, how, caseSession)
}

/** The members that the laws of lists look at, by the variants of their values: those in the order of creation are in no other order. */
const SEVERAL = [2, 0, 4, 1, 3]

/** Five members that laws only read. */
export async function severalMembers(world: World, { several }: MemberPool): Promise<readonly Member[]> {
  const { name } = world.resource
  const members = [...(several.get(name) ?? [])]
  while (members.length < SEVERAL.length) {
    members.push(await world.fresh({ variant: SEVERAL[members.length] ?? 0 }))
    several.set(name, [...members])
  }
  return members
}

/** Takes those of the five members that the run has made. */
export function spendSeveral({ name }: Resource, { several }: MemberPool): readonly Member[] {
  const members = several.get(name) ?? []
  several.delete(name)
  return members
}

/** Leaves members that are as they were created: a later law takes them in place of creates. */
export function leaveUnused({ name }: Resource, members: readonly Member[], { unused }: MemberPool): void {
  unused.set(name, [...(unused.get(name) ?? []), ...members])
}

/** Takes a member that an earlier law has left, where any member below the shared parent will do. */
export function takeUnused({ name }: Resource, how: Fresh, { unused, shared }: MemberPool): Member | undefined {
  if (Object.values(how).some((part) => part !== undefined)) return undefined
  const [first, ...rest] = unused.get(name) ?? []
  unused.set(name, rest)
  const isThere = first?.parent === undefined || [...shared.values()].includes(first.parent)
  return isThere ? first : undefined
}

/** A member that is only read. */
export async function someMember(world: World, session: LawSession): Promise<Member> {
  const { resource } = world
  const shared = session.pool.shared.get(resource.name)
  if (shared !== undefined) return shared
  if (
    whyNotWritten(resource, session) === undefined &&
    resource.create !== undefined &&
    session.learned.makings.get(resource.name)?.impossible === undefined
  ) {
    const member = await world.fresh()
    session.pool.shared.set(resource.name, member)
    return member
  }
  const { parent, above } = await world.above()
  if (resource.singleton === true) return unmadeMember({ resource, parent, above, own: [] })
  const { members, last } = await world.walk(above, { until: (seen) => seen.length > 0 })
  const known = members.map((shown) => world.keysOf(shown)).find((keys) => keys !== undefined)
  const told = known === undefined ? await learnKey({ resource, above, shown: members[0] }, session) : undefined
  const found = told === undefined ? known : [told]
  if (!isSuccess(last) || found === undefined)
    throw new NotVerified(
      `there is no ${resource.name} to read${session.mayWrite(resource.name) ? '' : `, and ${notAllowed(resource)}`}`,
    )
  const member = unmadeMember({ resource, parent, above, own: found })
  session.pool.shared.set(resource.name, member)
  return member
}
