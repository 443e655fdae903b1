import type { Problem } from '../assertion-kind.ts'
import { isLeftBy, lastWrites, wordsFor } from './last-writes.ts'
import type { Register, Sight, Write } from './registers.ts'
import { timelineOf } from './timeline.ts'

/**
 * A read that is sent after the answer to a successful write shows that write, or a later one. It does so alone, and other requests that are
 * under way are no reason for less: a read that joins an older one, or that an older one has cached, shows what was before.
 */
export function checkFreshReads(register: Register): readonly Problem[] {
  const { name, writes } = register
  const sight = readsAfterWrites(register).find((one) => !isFresh(one, register))
  if (sight === undefined) return []
  const last = lastWrites(endedBefore(sight, writes))
  const shown = sight.member === undefined ? 'it is absent' : 'it has values of before'
  return [
    {
      signature: 'stale-read',
      message: `expected ${name} as ${wordsFor(last)} left it before this ${sight.timed.request.role ?? 'request'} was sent; ${shown}`,
      acrossRequirements: true,
      at: sight.at,
      expected: last.map((one) => one.values ?? one.role),
      actual: sight.member ?? 'nothing',
      exchange: sight.timed.exchange,
      timeline: timelineOf([...writes.map((one) => one.timed), sight.timed]),
    },
  ]
}

/** True if some read was sent after the answer to a success. */
export function hasReadAfterWrite(register: Register): boolean {
  return readsAfterWrites(register).length > 0
}

/** The looks after a moment are those of `checkNothingLost`. */
function readsAfterWrites({ writes, sights }: Register): readonly Sight[] {
  return sights.filter((sight) => isRead(sight) && sight.timed.after !== true && endedBefore(sight, writes).length > 0)
}

function isRead({ timed: { request } }: Sight): boolean {
  return request.role === 'read' || request.role === 'list'
}

function endedBefore({ timed }: Sight, writes: readonly Write[]): readonly Write[] {
  return writes.filter(({ outcome, timed: { end } }) => outcome === 'done' && end < timed.start)
}

/** True if the answer shows what a write left that no success had replaced when the read was sent. */
function isFresh(sight: Sight, register: Register): boolean {
  const begun = register.writes.filter(({ timed }) => timed.start <= sight.timed.end)
  return isLeftBy(sight, lastWrites(begun, endedBefore(sight, register.writes)), register)
}
