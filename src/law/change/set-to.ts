import { isObject, parsePointer, valueAt, withValueAt } from '../../json/pointer.ts'
import type { Pointer } from '../../resource/model.ts'
import { takesChanges } from '../../resource/takes-changes.ts'
import { isLater, isSuccess } from '../session/exchange.ts'
import type { Member } from '../session/member.ts'
import { isPartial } from '../world/facts.ts'
import type { World } from '../world/world.ts'
import { changedMember } from './changed-member.ts'
import { updateTakes } from './update-takes.ts'

/** A member, and one of its properties. */
export interface Setting {
  readonly member: Member
  readonly at: Pointer
}

/** Updates a member so that a property has the value, and leaves the others. False where no update does so, or where it is shown otherwise. */
export async function setTo(value: unknown, { member, at }: Setting, world: World): Promise<boolean> {
  const facts = world.resource.updates.find((one) => !takesChanges(one) && updateTakes(one, at, world))
  if (facts === undefined || at.includes('/*')) return false
  const whole = isPartial(facts) ? member.sent : changedMember({ member, facts, variant: 0 }, world)
  const [name = ''] = parsePointer(at)
  if (!isObject(whole)) return false
  const changed = withValueAt(whole, at, value)
  const sent = isPartial(facts) && isObject(changed) ? { [name]: changed[name] } : changed
  const updated = await world.update(member, sent, { facts })
  if (!isSuccess(updated) || isLater(updated)) return false
  return valueAt(world.shown(await world.read(member)), at) === value
}
