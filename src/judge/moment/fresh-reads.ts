import type { Problem } from '../assertion-kind.ts'
import { isLeftBy, lastWrites, wordsFor } from './last-writes.ts'
import type { Register, Sight, MomentWrite } from './registers.ts'
import { timelineOf } from './timeline.ts'

/**
 * A read that is sent after the answer to a successful write shows that write, or a later one. So does the answer to the write itself. They
 * do so alone, and other requests that are under way are no reason for less. A read that joins an older one, or that an older one has cached,
 * shows what was before.
 */
export function checkFreshReads(register: Register): readonly Problem[] {
  const { name, writes } = register
  const sight = readsAfterWrites(register).find((one) => !isFresh(one, register))
  if (sight === undefined) return []
  const own = ownWrite(sight, writes)
  const last = own === undefined ? lastWrites(endedBefore(sight, writes)) : [own]
  const shown = sight.member === undefined ? 'it is absent' : 'it has values of before'
  const where =
    own === undefined
      ? `left it before this ${sight.timed.request.role ?? 'request'} was sent`
      : 'left it in the answer to that request'
  return [
    {
      signature: own === undefined ? 'stale-read' : 'stale-answer',
      message: `expected ${name} as ${wordsFor(last)} ${where}; ${shown}`,
      acrossRequirements: true,
      at: sight.at,
      expected: last.map((one) => one.values ?? one.role),
      actual: sight.member ?? 'nothing',
      exchange: sight.timed.exchange,
      timeline: timelineOf([...writes.map((one) => one.timed), sight.timed]),
    },
  ]
}

/** True if some read was sent after the answer to a success, or if such an answer shows the key. */
export function hasReadAfterWrite(register: Register): boolean {
  return readsAfterWrites(register).length > 0
}

/** The looks after a moment are those of `checkNothingLost`. */
function readsAfterWrites({ writes, sights }: Register): readonly Sight[] {
  return sights.filter(
    (sight) =>
      sight.timed.after !== true &&
      ((isRead(sight) && endedBefore(sight, writes).length > 0) || ownWrite(sight, writes) !== undefined),
  )
}

function isRead({ timed: { request } }: Sight): boolean {
  return request.role === 'read' || request.role === 'list'
}

/** The successful create or update of the key whose own answer this is. */
function ownWrite({ timed }: Sight, writes: readonly MomentWrite[]): MomentWrite | undefined {
  return writes.find((one) => one.timed === timed && one.outcome === 'done' && one.role !== 'delete')
}

function endedBefore({ timed }: Sight, writes: readonly MomentWrite[]): readonly MomentWrite[] {
  return writes.filter(({ outcome, timed: { end } }) => outcome === 'done' && end < timed.start)
}

/** True if the answer shows what a write left that no success had replaced when the request was sent. */
function isFresh(sight: Sight, register: Register): boolean {
  const { writes } = register
  const begun = writes.filter(({ timed }) => timed.start <= sight.timed.end)
  const own = ownWrite(sight, writes)
  const replacing = [...endedBefore(sight, writes), ...(own === undefined ? [] : [own])]
  return isLeftBy(sight, lastWrites(begun, replacing), register)
}
