import { type Problem, shouldUnless } from '../session/problem.ts'
import type { Walk } from '../walk/walk-list.ts'
import type { World } from '../world/world.ts'
import { countLimit, isCountOf } from './count-limit.ts'
import { countsUnfiltered } from './counts-unfiltered.ts'

/** The total of a whole walk beside a filter, which counts the members that the filter leaves. */
export function totalBeside(
  { total, members }: Walk,
  { by, isStated }: { readonly by: string; readonly isStated: boolean },
  world: World,
): readonly Problem[] {
  if (typeof total !== 'number' || countsUnfiltered(world)) return []
  if (isCountOf(total, members.length, countLimit(world))) return []
  return [
    {
      signature: 'total-of-all',
      message: `expected the total ${members.length} of the members ${by}, got ${total}`,
      at: `body#${world.resource.list?.total?.value ?? ''}`,
      expected: members.length,
      actual: total,
      ...shouldUnless(isStated),
    },
  ]
}
