import { changedMember, type Changing } from './changed-member.ts'
import type { Answer } from '../session/exchange.ts'
import type { World } from '../world/world.ts'

/** An update that was sent, and its answer. */
export interface Updated {
  readonly sent: Readonly<Record<string, unknown>>
  readonly answer: Answer
}

/**
 * Updates a member with other values. Other values may conflict with the member (409), such as another kind. Then only its texts change.
 * Undefined where no body can be made.
 */
export async function updateAnew(changing: Changing, world: World): Promise<Updated | undefined> {
  const { member, facts } = changing
  const sent = changedMember(changing, world)
  if (sent === undefined) return undefined
  const answer = await world.update(member, sent, { facts })
  const less = answer.status === 409 ? changedMember({ ...changing, variant: 0 }, world) : undefined
  return less === undefined ? { sent, answer } : { sent: less, answer: await world.update(member, less, { facts }) }
}
