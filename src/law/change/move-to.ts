import { isDeepStrictEqual } from 'node:util'
import type { Member } from '../session/member.ts'
import { keysNamedBy, keysOf, withKeysOfOthers } from '../world/keys-of-others.ts'
import type { World } from '../world/world.ts'
import { sendChange, type Setting, settableAt } from './set-to.ts'

/**
 * Updates a member so that a property names another one. False where no update does so, or where the member still names the former one.
 * @param setting the member that moves, and the property by which it names what holds it
 */
export async function moveTo(other: Member, setting: Setting, world: World): Promise<boolean> {
  const { at } = setting
  const settable = settableAt(setting, world)
  if (settable === undefined) return false
  const [before] = keysNamedBy(settable.whole, world.resource).get(at) ?? []
  const key = keysOf(new Map([[at, other]]), world.document)
    .get(at)
    ?.find((one) => typeof one === typeof before)
  if (key === undefined) return false
  const named = withKeysOfOthers(settable.whole, { keys: new Map([[at, [key]]]), isValid: () => true })
  const shown = await sendChange(named, settable, world)
  return isDeepStrictEqual(keysNamedBy(shown, world.resource).get(at)?.[0], key)
}
