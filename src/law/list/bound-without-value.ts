import { isDeepStrictEqual } from 'node:util'
import { formatPointer, isObject, valueAt } from '../../json/pointer.ts'
import { withoutPlaces } from '../body/without.ts'
import { isSuccess } from '../session/exchange.ts'
import type { Member } from '../session/member.ts'
import { unlessNotVerified } from '../session/not-verified.ts'
import { createWith } from '../world/create-with.ts'
import { optionalProperties } from '../world/optional-properties.ts'
import type { World } from '../world/world.ts'
import type { BoundParameter } from './bound-parameter.ts'
import { boundValues } from './bound-values.ts'

/**
 * A member without a value of the property is within no bound of it: `Only books of this year or later` are none without a year. Returns the
 * count of what was judged.
 * @param own the members of the run, as the list shows them without a bound
 */
export async function holdWithoutValue(
  bound: BoundParameter,
  { members: [model], own }: { readonly members: readonly Member[]; readonly own: readonly unknown[] },
  world: World,
): Promise<number> {
  const { parameters } = world.operation(world.resource.list?.operation ?? '')
  const { description = '' } = parameters.find(({ name }) => name === bound.name) ?? {}
  if (!bound.isStated || SHOWN_TOO.test(description)) return 0
  const [value] = boundValues(own, bound)
  const lacking =
    model === undefined || value === undefined
      ? undefined
      : await unlessNotVerified(() => memberWithout(bound, model, world))
  if (lacking === undefined || value === undefined) return 0
  const isIt = (one: unknown): boolean => isDeepStrictEqual(world.keysOf(one), lacking.own)
  const whole = await world.walk(lacking.above)
  const shown = whole.members.find(isIt)
  // A default, or a property that is shown in another way, tells nothing.
  if (!isObject(shown) || (valueAt(shown, bound.at) ?? null) !== null) return 0
  const walk = await world.walk(lacking.above, { query: { [bound.name]: value } })
  if (!isSuccess(walk.last) || !walk.complete) return 0
  const problem = {
    signature: `beyond-${bound.name}`,
    message: `expected only members within ${bound.name}=${value}, got one without ${bound.property}`,
    at: world.itemsAt(walk.last),
    expected: value,
    actual: `no ${bound.property}`,
  }
  world.expect(walk.last, walk.members.some(isIt) ? [problem] : [])
  return 1
}

/** Words for members without a value that are shown, and for those that are always shown. */
const SHOWN_TOO = /\b(?:without|unknown|null|missing|empty|none|no|always|also|too|including)\b/i

/** A member whose create leaves the property out. Undefined where the document demands it, or where the create is refused. */
async function memberWithout(
  { at }: BoundParameter,
  { parent, own }: Member,
  world: World,
): Promise<Member | undefined> {
  const { create } = world.resource
  const optional = create === undefined ? [] : optionalProperties({ ...create, own }, world)
  if (!optional.some((name) => formatPointer([name]) === at)) return undefined
  const made = await createWith(
    (sent) => (valueAt(sent, at) === undefined ? undefined : withoutPlaces(sent, [at])),
    world,
    { parent },
  )
  return made === undefined ? undefined : world.arrived(made.created)
}
