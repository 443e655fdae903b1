import { isObject, parsePointer, valueAt, withValueAt } from '../../json/pointer.ts'
import type { Pointer, UpdateFacts } from '../../resource/model.ts'
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

/** An update that takes a property, and the member as it is sent with the other properties as they are. */
export interface Settable extends Setting {
  readonly facts: UpdateFacts
  readonly whole: unknown
}

/** Finds an update that takes the property. Undefined where no update does so. */
export function settableAt({ member, at }: Setting, world: World): Settable | undefined {
  const facts = world.resource.updates.find((one) => !takesChanges(one) && updateTakes(one, at, world))
  if (facts === undefined || at.includes('/*')) return undefined
  const whole = isPartial(facts) ? member.sent : changedMember({ member, facts, variant: 0 }, world)
  return { member, at, facts, whole }
}

/** Sends the member with a change of the property, and returns what a read shows then. Undefined where the update is not accepted at once. */
export async function sendChange(changed: unknown, { member, at, facts }: Settable, world: World): Promise<unknown> {
  const [name = ''] = parsePointer(at)
  const sent = isPartial(facts) && isObject(changed) ? { [name]: changed[name] } : changed
  const updated = await world.update(member, sent, { facts })
  if (!isSuccess(updated) || isLater(updated)) return undefined
  return world.shown(await world.read(member))
}

/** Updates a member so that a property has the value, and leaves the others. False where no update does so, or where it is shown otherwise. */
export async function setTo(value: unknown, setting: Setting, world: World): Promise<boolean> {
  const settable = settableAt(setting, world)
  if (settable === undefined || !isObject(settable.whole)) return false
  const shown = await sendChange(withValueAt(settable.whole, setting.at, value), settable, world)
  return valueAt(shown, setting.at) === value
}
