import { isDeepStrictEqual } from 'node:util'
import { valueAt } from '../../json/pointer.ts'
import type { Pointer } from '../../resource/model.ts'
import { short } from '../compare/compare-member.ts'
import { type Answer, isSuccess } from '../session/exchange.ts'
import type { Member } from '../session/member.ts'
import type { World } from '../world/world.ts'

/** A member, as it was shown before the first patch. */
export interface Cleared {
  readonly member: Member
  readonly before: unknown
}

/** Reads a member after a patch with null at a place, which must be without its value. False where the patch was not accepted. */
export async function holdCleared(
  at: Pointer,
  updated: Answer,
  { member, before, world }: Cleared & { readonly world: World },
): Promise<boolean> {
  if (!isSuccess(updated)) return false
  const answer = await world.read(member)
  const old = valueAt(before, at)
  const problem = {
    signature: 'kept',
    message: `expected ${at} to be removed by a null, got ${short(old)} still`,
    at: `body#${world.resource.wrap?.value.answer ?? ''}${at}`,
    expected: 'nothing',
    actual: old,
  }
  world.expect(answer, isDeepStrictEqual(valueAt(world.shown(answer), at), old) ? [problem] : [])
  return true
}
