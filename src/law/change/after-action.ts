import type { Resource } from '../../resource/model.ts'
import { type Answer, isLater, isSuccess } from '../session/exchange.ts'
import type { Member } from '../session/member.ts'
import type { World } from '../world/world.ts'
import { flatMember } from './flat-member.ts'

/** A member after an action or a delete, and its properties by name before and after. */
export interface AfterAction {
  readonly member: Member
  readonly acted: Answer
  /** The member as a read shows it now. */
  readonly shown: unknown
  readonly before: Readonly<Record<string, unknown>>
  readonly now: Readonly<Record<string, unknown>>
}

/**
 * Sends an action at a member of its own, in the state in which it takes the action. Undefined where the run may not send it, where it is not
 * carried out at once, or where no read shows the member then.
 * @param action the action; undefined: the delete of the member
 */
export async function afterAction(action: Resource | undefined, world: World): Promise<AfterAction | undefined> {
  if (action !== undefined && !world.mayWrite(action.name)) return undefined
  const asked = action === undefined ? undefined : await world.body({ resource: action })
  const member = asked === undefined ? await world.fresh() : asked.parent
  if (member === undefined || member.resource !== world.resource) return undefined
  const before = flatMember(world.shown(await world.read(member))) ?? {}
  const acted = asked === undefined ? await world.remove(member) : (await world.create(asked)).answer
  const read = await world.read(member)
  const shown = world.shown(read)
  const now = flatMember(shown)
  if (!isSuccess(acted) || isLater(acted) || !isSuccess(read) || now === undefined) return undefined
  return { member, acted, shown, before, now }
}
