import { isSuccess } from '../session/exchange.ts'
import type { Member } from '../session/member.ts'
import type { World } from '../world/world.ts'

/** True where a read shows a member with other values than before: a second create under its key has replaced it. */
export async function showsOther(member: Member, before: unknown, world: World): Promise<boolean> {
  const after = await world.read(member)
  return isSuccess(after) && world.shows(before, after).some(({ level }) => level !== 'should')
}
