import { isLater, isSuccess } from '../session/exchange.ts'
import type { Member } from '../session/member.ts'
import { NotVerified } from '../session/not-verified.ts'
import type { World } from '../world/world.ts'

/**
 * Deletes a member at once.
 * @throws NotVerified where the delete is refused, or carried out later.
 */
export async function removeNow(member: Member, world: World): Promise<void> {
  const removed = await world.remove(member)
  if (!isSuccess(removed) || isLater(removed)) throw new NotVerified(`the delete was answered ${removed.status}`)
}
