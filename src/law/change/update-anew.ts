import { changedMember, type Changing } from './changed-member.ts'
import { type Answer, isSuccess } from '../session/exchange.ts'
import type { World } from '../world/world.ts'

/** An update that was sent, and its answer. */
export interface Updated {
  readonly sent: Readonly<Record<string, unknown>>
  readonly answer: Answer
  /** The refusal of a body with other numbers and listed values, before the one that has other texts alone. */
  readonly refused?: Answer
}

/**
 * Updates a member with other values. Other numbers and listed values may conflict with the member (409), such as another kind. Or they
 * break a rule between properties that no schema states (400, 422). Then only texts change, and later updates by the operation change texts
 * alone. Undefined where no body can be made.
 */
export async function updateAnew(changing: Changing, world: World): Promise<Updated | undefined> {
  const { member, facts } = changing
  const { textsOnly } = world.making()
  const sent = changedMember(changing, world)
  if (sent === undefined) return undefined
  const answer = await world.update(member, sent, { facts })
  const isRetried = [400, 409, 422].includes(answer.status) && !textsOnly.has(facts.operation)
  const less = isRetried ? changedMember({ ...changing, variant: 0 }, world) : undefined
  if (less === undefined) return { sent, answer }
  const next = await world.update(member, less, { facts })
  if (isSuccess(next) && answer.status !== 409) textsOnly.add(facts.operation)
  return { sent: less, answer: next, refused: answer }
}
