import { isReadingMethod } from '../../contract/reading-method.ts'
import type { TimedExchange } from '../assertion-kind.ts'
import type { TimedRequest } from '../observation.ts'
import { timelineOf } from './timeline.ts'

/**
 * The times of a request and of the writes that were under way with it: those of its member, or all of them where none is of its member.
 * Undefined where there were no such writes.
 */
export function besideWrites(
  exchange: number,
  requests: readonly TimedRequest[],
): readonly TimedExchange[] | undefined {
  const own = requests.find((one) => one.exchange === exchange)
  if (own === undefined) return undefined
  const writes = requests.filter((one) => one !== own && !isReadingMethod(one.request.method) && overlap(one, own))
  const ofMember = writes.filter((one) => one.group === own.group && one.request.key === own.request.key)
  const shown = ofMember.length > 0 ? ofMember : writes
  return shown.length === 0 ? undefined : timelineOf([own, ...shown])
}

function overlap(one: TimedRequest, other: TimedRequest): boolean {
  return one.start < other.end && other.start < one.end
}
