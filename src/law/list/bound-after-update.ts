import { isDeepStrictEqual } from 'node:util'
import { namesChange } from '../../resource/shape/time-names.ts'
import { takesChanges } from '../../resource/takes-changes.ts'
import { changedMember } from '../change/changed-member.ts'
import { changedPart } from '../change/changed-part.ts'
import { isLater, isSuccess } from '../session/exchange.ts'
import type { Member } from '../session/member.ts'
import { unlessNotVerified } from '../session/not-verified.ts'
import { isPartial } from '../world/facts.ts'
import type { World } from '../world/world.ts'
import type { BoundParameter } from './bound-parameter.ts'
import { boundProblems } from './bound-problems.ts'
import { boundAsSent } from '../compare/bounded-value.ts'
import { entryOf } from './condition.ts'

/**
 * A member that is updated after another one was created is within a bound that begins with the last change of this one. A server may look at the time of
 * the create. Returns the count of what was judged.
 */
export async function holdAfterUpdate(
  bound: BoundParameter,
  [model]: readonly Member[],
  world: World,
): Promise<number> {
  const facts = world.resource.updates.find((one) => !takesChanges(one))
  if (facts === undefined || bound.side !== 'low' || !namesChange(bound.property) || model?.claim === undefined)
    return 0
  const { parent } = model
  const older = await unlessNotVerified(() => world.fresh({ parent, variant: 0 }))
  const later = await unlessNotVerified(() => world.fresh({ parent, variant: 1 }))
  if (older === undefined || later === undefined) return 0
  // Another state may hide the member from the list.
  const changing = { member: older, facts, variant: 0 }
  const sent = await unlessNotVerified(() =>
    Promise.resolve(isPartial(facts) ? changedPart(changing, world) : changedMember(changing, world)),
  )
  const updated = sent === undefined ? undefined : await world.update(older, sent, { facts })
  if (updated === undefined || !isSuccess(updated) || isLater(updated)) return 0
  const whole = await world.walk(older.above)
  const own = [older, later].flatMap((one) =>
    whole.members.filter((shown) => isDeepStrictEqual(world.keysOf(shown), one.own)),
  )
  const [first, last] = own.map((shown) => entryOf(shown, bound)[0])
  if (!whole.complete || first === undefined || last === undefined || first[0] <= last[0]) return 0
  const value = boundAsSent(last[1], bound.takes, true)
  if (value === undefined) return 0
  const walk = await world.walk(older.above, { query: { [bound.name]: value } })
  if (!isSuccess(walk.last)) return 0
  world.expect(walk.last, boundProblems({ walk, own, bound, value }, world))
  return 1
}
