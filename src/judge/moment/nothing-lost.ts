import type { Problem } from '../assertion-kind.ts'
import { findForeignSight } from './groups-apart.ts'
import { isLeftBy, lastWrites, wordsFor } from './last-writes.ts'
import { mixedFrom } from './mixed-from.ts'
import type { Register, Sight, MomentWrite } from './registers.ts'
import { timelineOf } from './timeline.ts'

/** The part of `checkNothingLost` that creates and updates are about, without what another group explains. */
export function checkWritesStay(register: Register): readonly Problem[] {
  return isLeftByDeletes(register) || findForeignSight(register) !== undefined ? [] : checkNothingLost(register)
}

/** The part of `checkNothingLost` that deletes are about, without what another group explains. */
export function checkDeletesStay(register: Register): readonly Problem[] {
  return !isLeftByDeletes(register) || findForeignSight(register) !== undefined ? [] : checkNothingLost(register)
}

/**
 * Checks that a key is gone after a delete and updates at once. No order leaves the key there if an update creates nothing: an update that
 * succeeds came before the delete. The case has to find out before that an update of an absent key is refused.
 */
export function checkRemovalStays(register: Register): readonly Problem[] {
  const { name, writes, sights } = register
  const sight = sights.find(({ timed, member }) => timed.after === true && member !== undefined)
  if (sight === undefined || !mustRemove(register)) return []
  return [
    {
      signature: 'deleted-comes-back',
      message: `expected no ${name} after its delete, since an update creates none; ${name} is there`,
      at: sight.at,
      expected: 'nothing',
      actual: sight.member,
      exchange: sight.timed.exchange,
      timeline: timelineOf([...writes.map(({ timed }) => timed), sight.timed]),
    },
  ]
}

/** True if a delete succeeded, and no create may have. */
export function mustRemove({ writes, sights }: Register): boolean {
  const done = writes.filter(({ outcome }) => outcome !== 'refused')
  return (
    done.some(({ role, outcome }) => role === 'delete' && outcome === 'done') &&
    done.every(({ role }) => role !== 'create') &&
    sights.some(({ timed }) => timed.after === true)
  )
}

/** True if a state is known that must be left by a create or an update. */
export function hasWriteAndState(register: Register): boolean {
  return hasSuccessAndState(register) && !isLeftByDeletes(register)
}

/** True if a state is known that must be left by a delete. */
export function hasDeleteAndState(register: Register): boolean {
  return hasSuccessAndState(register) && isLeftByDeletes(register)
}

/** True if all of the last successes are deletes. */
function isLeftByDeletes({ writes }: Register): boolean {
  return lastWrites(writes).every(({ outcome, role }) => outcome !== 'done' || role === 'delete')
}

/**
 * The state after a moment is what the last write left. Any write may be the last, unless a later write was answered with a success. A write
 * is later if it was sent after the answer to the first one.
 */
export function checkNothingLost(register: Register): readonly Problem[] {
  const { name, writes, sights } = register
  const last = lastWrites(writes)
  const done = last.filter(({ outcome }) => outcome === 'done')
  const after = sights.filter(({ timed }) => timed.after === true)
  const sight = after.find((one) => !isLeftBy(one, last, register))
  if (done.length === 0) return []
  if (sight === undefined) return checkAgreement(after, last, register)
  const timeline = timelineOf([...writes.map(({ timed }) => timed), sight.timed])
  const mixed = sight.member === undefined ? undefined : mixedFrom(sight.member, register, timeline)
  const is = sight.member === undefined ? 'is absent' : `has ${mixed ?? 'other values'}`
  return [
    {
      signature: sight.member === undefined ? 'write-lost' : 'write-replaced',
      message: `expected ${name} as ${wordsFor(done)} left it; ${name} ${done.every(({ role }) => role === 'delete') ? 'is there' : is}`,
      acrossRequirements: true,
      whole: true,
      at: sight.at,
      expected: done.map(({ role, values }) => values ?? role),
      actual: sight.member ?? 'nothing',
      exchange: sight.timed.exchange,
      timeline,
    },
  ]
}

/** Answers after a moment tell of one state: each may show what some write left, but all of them what the same write left. */
function checkAgreement(after: readonly Sight[], last: readonly MomentWrite[], register: Register): readonly Problem[] {
  const { name, writes } = register
  const [first] = after
  // A write without a clear answer may happen between two looks.
  if (first === undefined || last.some(({ outcome }) => outcome === 'unclear')) return []
  const states = last.filter((write) => isLeftBy(first, [write], register))
  const other = after.find((one) => !isLeftBy(one, states, register))
  if (other === undefined) return []
  const shown = first.member === undefined ? 'that it is absent' : 'its values'
  const told = other.member === undefined ? 'that it is absent' : 'other values'
  return [
    {
      signature: 'states-differ',
      message: `expected one state of ${name} once all requests are answered; the ${roleOf(first)} shows ${shown}, and the ${roleOf(other)} after it shows ${told}`,
      acrossRequirements: true,
      whole: true,
      at: other.at,
      expected: first.member ?? 'nothing',
      actual: other.member ?? 'nothing',
      exchange: other.timed.exchange,
      timeline: timelineOf([...writes.map(({ timed }) => timed), first.timed, other.timed]),
    },
  ]
}

function roleOf({ timed: { request } }: Sight): string {
  return request.role ?? 'answer'
}

/** True if a success and the state after it are known. */
export function hasSuccessAndState({ writes, sights }: Register): boolean {
  return writes.some(({ outcome }) => outcome === 'done') && sights.some(({ timed }) => timed.after === true)
}
