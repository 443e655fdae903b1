import { isSuccess } from '../session/exchange.ts'
import type { Member } from '../session/member.ts'
import { NotVerified } from '../session/not-verified.ts'
import type { World } from '../world/world.ts'

/**
 * A member that was deleted, and that a read does not find any more. It is one of an earlier law, else one that is made for this one.
 * @throws NotVerified where no member can be deleted.
 */
export async function goneMember(world: World): Promise<Member> {
  const known = world.deleted()
  if (known !== undefined) return known
  const member = await world.fresh()
  const removed = await world.remove(member)
  if (!isSuccess(removed)) throw new NotVerified(`the delete was answered ${removed.status}`)
  const shown = await world.readOf(member)
  if (shown !== undefined && isSuccess(shown)) throw new NotVerified('a deleted member is still read: it is not gone')
  return member
}
