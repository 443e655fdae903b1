import type { Resource } from '../../resource/model.ts'
import { type Answer, isLater, isSuccess } from '../session/exchange.ts'
import type { Member } from '../session/member.ts'
import { unlessNotVerified } from '../session/not-verified.ts'
import type { World } from '../world/world.ts'
import { actionsOf } from './state-writes.ts'

/** The actions at members of a resource that the run may send, and that do something, but for one. */
export function sendableActions(resource: Resource, except: Resource | undefined, world: World): readonly Resource[] {
  return actionsOf(resource, world.model).filter(
    ({ name, create }) => name !== except?.name && create?.asks !== true && world.mayWrite(name),
  )
}

/** Sends an action at a member. Undefined where no body can be made, and where it is refused or carried out later. */
export async function actAt(action: Resource, member: Member, world: World): Promise<Answer | undefined> {
  const asked = await unlessNotVerified(() => world.body({ resource: action, parent: member }))
  const answer = asked === undefined ? undefined : (await world.create(asked)).answer
  return answer !== undefined && isSuccess(answer) && !isLater(answer) ? answer : undefined
}
