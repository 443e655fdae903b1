import type { Resource } from '../../resource/model.ts'
import { keysOfOthers } from '../../resource/infer/keys-of-others.ts'
import { parentOf } from '../body/paths.ts'
import type { Member } from '../session/member.ts'
import { unlessNotVerified } from '../session/not-verified.ts'
import type { LawSession } from '../session/session.ts'
import { whyNotWritten } from '../session/why-not-written.ts'
import type { Fresh } from './world.ts'

/** The members of other resources whose keys are those of a member, by path parameter. */
export type KeyMembers = ReadonlyMap<string, Member>

interface Making {
  readonly session: LawSession
  /** Creates a member of another resource. */
  readonly fresh: (resource: Resource, how: Fresh) => Promise<Member>
}

/**
 * Makes the members of other resources whose keys a member has, such as a student for an enrolment. Each member has others than those before it. Where one cannot be
 * made, its key is made up.
 */
export async function keyMembersFor(
  resource: Resource,
  parent: Member | undefined,
  { session, fresh }: Making,
): Promise<KeyMembers> {
  const found = new Map<string, Member>()
  const { naming } = session.pool
  const others = keysOfOthers(resource, session.document, session.model)
  if (others.size === 0 || naming.has(resource.name)) return found
  naming.add(resource.name)
  try {
    for (const [parameter, other] of others) {
      const { impossible } = session.learned.makings.get(other.name) ?? {}
      if (naming.has(other.name) || impossible !== undefined || whyNotWritten(other, session) !== undefined) continue
      const above = memberAbove(parent, parentOf(other, session.model)?.name)
      const how = { isHolder: true, ...(above === undefined ? {} : { parent: above }) } as const
      const member = await unlessNotVerified(() => fresh(other, how))
      if (member !== undefined) found.set(parameter, member)
    }
  } finally {
    naming.delete(resource.name)
  }
  return found
}

/** The member of a resource above another one, or that one itself. */
function memberAbove(member: Member | undefined, name: string | undefined): Member | undefined {
  return member === undefined || member.resource.name === name ? member : memberAbove(member.parent, name)
}
