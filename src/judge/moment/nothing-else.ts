import type { Problem } from '../assertion-kind.ts'
import type { Register, Sight } from './registers.ts'
import { timelineOf } from './timeline.ts'

/**
 * Each answer shows a key as it was before the moment, or as one write of the moment leaves it: whole, once, and absent only after a delete.
 * The order of the requests does not matter, so an answer may be older than its request.
 */
export function checkNothingElse(register: Register): readonly Problem[] {
  const { sights } = register
  if (register.before === 'unknown') return []
  const odd = sights.find((sight) => !isExplained(sight, register))
  const second = sights.find((one, index) => sights[index - 1]?.timed === one.timed)
  return [odd, second]
    .flatMap((sight) => sight ?? [])
    .slice(0, 1)
    .map((sight) => problemOf(sight, register))
}

/** True if an answer shows a key whose state before the moment is known. */
export function hasStateAndSight({ before, writes, sights }: Register): boolean {
  return before !== 'unknown' && writes.length > 0 && sights.length > 0
}

function isExplained({ member, timed }: Sight, { before, writes, isShown }: Register): boolean {
  const carriedOut = writes.filter(({ outcome, timed: { start } }) => outcome !== 'refused' && start <= timed.end)
  if (member === undefined) return before === 'absent' || carriedOut.some(({ role }) => role === 'delete')
  if (typeof before !== 'string' && isShown(member, before.values)) return true
  return carriedOut.some(({ role, values }) => role !== 'delete' && isShown(member, values))
}

function problemOf(sight: Sight, register: Register): Problem {
  const { name, before, writes } = register
  const { signature, shown } = oddity(sight, register)
  const earlier = before === 'absent' ? `no ${name}` : `${name} as it was before`
  return {
    signature,
    message: `expected ${earlier}, or ${name} as one write of the moment leaves it; ${name} ${shown}`,
    acrossRequirements: true,
    at: sight.at,
    expected: writes.filter(({ outcome }) => outcome !== 'refused').map(({ role, values }) => values ?? role),
    actual: sight.member ?? 'nothing',
    exchange: sight.timed.exchange,
    timeline: timelineOf([...writes.map(({ timed }) => timed), sight.timed]),
  }
}

interface Oddity {
  readonly signature: string
  /** The state that the answer shows, as the end of a sentence about the key. */
  readonly shown: string
}

function oddity(sight: Sight, register: Register): Oddity {
  if (sight.member === undefined)
    return { signature: 'absent-without-delete', shown: 'is absent, and no delete explains that' }
  if (isExplained(sight, register)) return { signature: 'twice-in-one-answer', shown: 'is there twice' }
  return register.before === 'absent'
    ? { signature: 'unexplained-member', shown: 'is there, and no write explains its values' }
    : { signature: 'mixed-values', shown: 'has values that no single write explains' }
}
