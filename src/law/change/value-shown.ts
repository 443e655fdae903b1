import { valueAt } from '../../json/pointer.ts'
import type { Pointer } from '../../resource/model.ts'
import { unwrapped } from '../send/address-of.ts'
import { isSuccess } from '../session/exchange.ts'
import type { Member } from '../session/member.ts'
import type { World } from '../world/world.ts'

/** The value of a property that a read of a member of any resource shows now. Undefined where no read shows it. */
export async function valueShown(member: Member, at: Pointer, world: World): Promise<unknown> {
  const answer = await world.readOf(member)
  return answer === undefined || !isSuccess(answer) ? undefined : valueAt(unwrapped(answer.json, member.resource), at)
}
