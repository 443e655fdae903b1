import { isDeepStrictEqual } from 'node:util'
import { type Problem, shouldUnless } from '../session/problem.ts'
import type { Walk } from '../walk/walk-list.ts'
import type { World } from '../world/world.ts'
import type { BoundParameter } from './bound-parameter.ts'
import { boundedNumber } from '../compare/bounded-value.ts'
import { entryOf } from './condition.ts'

/** A list within a bound. */
export interface Bounded {
  readonly walk: Walk
  /** The members of the run, as the list shows them without a bound. */
  readonly own: readonly unknown[]
  readonly bound: BoundParameter
  /** The bound as it was sent. */
  readonly value: string
}

/** Members beyond the bound, and members of the run within it that are not shown. */
export function boundProblems({ walk, own, bound, value }: Bounded, world: World): readonly Problem[] {
  const isTime = boundedNumber(value) !== undefined
  const limit = boundedNumber(value, true) ?? 0
  // A time may be kept with more digits than it is shown with.
  const isWithin = isTime ? undefined : bound.isWithin
  const sideOf = (member: unknown): number => {
    const [[number] = [limit]] = entryOf(member, bound)
    return Math.sign(bound.side === 'low' ? number - limit : limit - number)
  }
  const asked = `${bound.name}=${value}`
  const fixed = {
    at: world.itemsAt(walk.last),
    ...shouldUnless(bound.isStated),
  }
  const beyond = walk.members.find((one) => sideOf(one) < 0 || (isWithin === false && sideOf(one) === 0))
  const shown = walk.members.map((one) => world.keysOf(one))
  const lost = own
    .filter((one) => sideOf(one) > 0 || (isWithin === true && sideOf(one) === 0))
    .find((one) => !shown.some((keys) => isDeepStrictEqual(keys, world.keysOf(one))))
  const valueOf = (member: unknown): string => String(entryOf(member, bound)[0]?.[1] ?? 'none')
  return [
    ...(beyond === undefined
      ? []
      : [
          {
            signature: `beyond-${bound.name}`,
            message: `expected only members within ${asked}, got one with ${bound.property} ${valueOf(beyond)}`,
            expected: value,
            actual: valueOf(beyond),
            ...fixed,
          },
        ]),
    ...(lost === undefined || !walk.complete
      ? []
      : [
          {
            signature: `lost-by-${bound.name}`,
            message: `expected the member with ${bound.property} ${valueOf(lost)} for ${asked}, got none with its key`,
            expected: valueOf(lost),
            actual: 'no such member',
            ...fixed,
          },
        ]),
  ]
}
