import type { Problem } from '../assertion-kind.ts'
import type { Register, Sight, MomentWrite } from './registers.ts'
import { timelineOf } from './timeline.ts'

/** The values of a refused request never show, whatever the order of the requests. */
export function checkNothingRefused(register: Register): readonly Problem[] {
  const { name, sights } = register
  for (const sight of sights) {
    const refused = refusedIn(sight, register)
    if (refused === undefined) continue
    const status = refused.timed.response?.status ?? ''
    return [
      {
        signature: 'refused-values-show',
        message: `expected no values of the refused ${refused.role} of ${name}, answered ${status}; ${name} has them`,
        at: sight.at,
        expected: `no values of the refused ${refused.role}`,
        actual: sight.member,
        exchange: sight.timed.exchange,
        timeline: timelineOf([refused.timed, sight.timed]),
      },
    ]
  }
  return []
}

/** True if a refused request sent values, and an answer shows a member. */
export function hasRefusalAndMember({ writes, sights }: Register): boolean {
  return writes.some(isRefused) && sights.some(({ member }) => member !== undefined)
}

/** The refused write whose values a sight shows, where no other write and no earlier member explains them. */
function refusedIn({ member, timed }: Sight, { writes, before, isShown }: Register): MomentWrite | undefined {
  if (member === undefined || before === 'unknown') return undefined
  const known = before !== 'absent' && isShown(member, before.values)
  const other = writes.some(
    ({ outcome, role, values, timed: { start } }) =>
      outcome !== 'refused' && role !== 'delete' && start <= timed.end && isShown(member, values),
  )
  return known || other ? undefined : writes.find((write) => isRefused(write) && isShown(member, write.values))
}

function isRefused({ outcome, values }: MomentWrite): boolean {
  return outcome === 'refused' && values !== undefined && Object.keys(values).length > 0
}
