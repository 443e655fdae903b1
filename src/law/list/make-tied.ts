import { valueAt, withValueAt } from '../../json/pointer.ts'
import type { Member } from '../session/member.ts'
import { unlessNotVerified } from '../session/not-verified.ts'
import { createWith, type MemberChange } from '../world/create-with.ts'
import type { World } from '../world/world.ts'
import { type AskedOrder, placeOfOrder } from './asked-orders.ts'
import { isPlain } from './filter-place.ts'

/** The members that are made with the value of another, as a count. */
const COUNT = 2

/**
 * Creates members with the value of the first member at the property of the first order that bodies set. None where no order has such a property, or
 * where a create with the value is refused: it may be unique.
 */
export async function makeTied(
  orders: readonly AskedOrder[],
  [first]: readonly Member[],
  world: World,
): Promise<readonly Member[]> {
  const unique = new Set(world.resource.unique.map(({ value }) => value))
  const place = orders
    .filter(({ isStated }) => isStated)
    .map(({ property }) => placeOfOrder(property, first?.sent))
    .find((at) => isPlain(valueAt(first?.sent, at)) && !unique.has(at) && !(at in world.resource.refers))
  if (first === undefined || place === undefined) return []
  const made: Member[] = []
  for (const variant of Array.from({ length: COUNT }, (_, index) => index)) {
    const member = await unlessNotVerified(() => createTied({ place, first, variant }, world))
    if (member === undefined) break
    made.push(member)
  }
  return made
}

interface Tied {
  readonly place: string
  readonly first: Member
  readonly variant: number
}

/** Creates a member beside the first one with its value at a place. Undefined where that is refused. */
async function createTied({ place, first, variant }: Tied, world: World): Promise<Member | undefined> {
  const tied: MemberChange = (sent, isValid) => {
    const member = withValueAt(sent, place, valueAt(first.sent, place))
    return isValid(member) ? member : undefined
  }
  const made = await createWith(tied, world, { parent: first.parent, variant })
  return made === undefined ? undefined : world.arrived(made.created)
}
