import { isDeepStrictEqual } from 'node:util'
import { isObject, parsePointer } from '../../json/pointer.ts'
import type { Pointer } from '../../resource/model.ts'
import { isLater, isSuccess } from '../session/exchange.ts'
import type { Member } from '../session/member.ts'
import { isPartial } from '../world/facts.ts'
import { keysNamedBy, keysOf, withKeysOfOthers } from '../world/keys-of-others.ts'
import type { World } from '../world/world.ts'
import { changedMember } from './changed-member.ts'
import { updateTakes } from './update-takes.ts'
import { takesChanges } from '../../resource/takes-changes.ts'

/** A member that moves, and the property by which it names what holds it. */
export interface Moving {
  readonly member: Member
  readonly by: Pointer
}

/** Updates a member so that it names another one. False where no update does so, or where the member still names the former one. */
export async function moveTo(other: Member, { member, by }: Moving, world: World): Promise<boolean> {
  const facts = world.resource.updates.find((one) => !takesChanges(one) && updateTakes(one, by, world))
  if (facts === undefined || by.includes('/*')) return false
  const whole = isPartial(facts) ? member.sent : changedMember({ member, facts, variant: 0 }, world)
  const [before] = keysNamedBy(whole, world.resource).get(by) ?? []
  const key = keysOf(new Map([[by, other]]), world.document)
    .get(by)
    ?.find((one) => typeof one === typeof before)
  if (key === undefined) return false
  const named = withKeysOfOthers(whole, { keys: new Map([[by, [key]]]), isValid: () => true })
  const [name = ''] = parsePointer(by)
  const sent = isPartial(facts) && isObject(named) ? { [name]: named[name] } : named
  const updated = await world.update(member, sent, { facts })
  if (!isSuccess(updated) || isLater(updated)) return false
  const shown = world.shown(await world.read(member))
  return isDeepStrictEqual(keysNamedBy(shown, world.resource).get(by)?.[0], key)
}
