import type { Problem, TimedExchange } from '../assertion-kind.ts'
import type { TimedRequest } from '../observation.ts'
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
  const timeline = timelineOf([...writes.map(({ timed }) => timed), sight.timed])
  const { signature, shown } = oddity(sight, register, timeline)
  const earlier = before === 'absent' ? `no ${name}` : `${name} as it was before`
  return {
    signature,
    message: `expected ${earlier}, or ${name} as one write of the moment leaves it; ${name} ${shown}`,
    acrossRequirements: true,
    at: sight.at,
    expected: [
      ...(typeof before === 'string' ? [] : [before.values]),
      ...writes.filter(({ outcome }) => outcome !== 'refused').map(({ role, values }) => values ?? role),
    ],
    actual: sight.member ?? 'nothing',
    exchange: sight.timed.exchange,
    timeline,
  }
}

interface Oddity {
  readonly signature: string
  /** The state that the answer shows, as the end of a sentence about the key. */
  readonly shown: string
}

function oddity(sight: Sight, register: Register, timeline: readonly TimedExchange[]): Oddity {
  const { member } = sight
  if (member === undefined)
    return { signature: 'absent-without-delete', shown: 'is absent, and no delete explains that' }
  if (isExplained(sight, register)) return { signature: 'twice-in-one-answer', shown: 'is there twice' }
  if (register.before === 'absent')
    return { signature: 'unexplained-member', shown: 'is there, and no write explains its values' }
  const parts = partsText(member, register, timeline)
  return { signature: 'mixed-values', shown: `has values that no single write explains${parts}` }
}

/** The most properties that a message tells, as a count. */
const MOST_PARTS = 6

/** The state that each property is of, such as `: /apiToken of request 1, /channelName as before`. Empty where no state shows any. */
function partsText(
  member: Readonly<Record<string, unknown>>,
  { before, writes, isShown }: Register,
  timeline: readonly TimedExchange[],
): string {
  const states = [
    ...(typeof before === 'string' ? [] : [{ name: 'as before', values: before.values }]),
    ...writes.map(({ timed, values = {} }) => ({ name: `of request ${numberOf(timed, timeline)}`, values })),
  ]
  const names = [...new Set(states.flatMap(({ values }) => Object.keys(values)))]
  const parts = names.flatMap((name) => {
    const having = states.filter(({ values }) => Object.hasOwn(values, name))
    const shown = having.filter(({ values }) => isShown(member, { [name]: values[name] }))
    return shown.length < states.length
      ? [`/${name} ${shown.map((state) => state.name).join(' or ') || 'of none'}`]
      : []
  })
  return parts.length === 0 ? '' : `: ${parts.slice(0, MOST_PARTS).join(', ')}`
}

function numberOf({ exchange }: TimedRequest, timeline: readonly TimedExchange[]): number {
  return timeline.findIndex((one) => one.exchange === exchange) + 1
}
