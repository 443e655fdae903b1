import type { TimedExchange } from '../assertion-kind.ts'
import type { Register, Sight } from './registers.ts'

/** The most properties that a message names, as a count. */
const MOST_TOLD = 4

/**
 * The requests whose values a member shows, such as `/region of request 1, /flag of request 3`, for a member that shows what no single
 * write left. The numbers are those of the timeline. Properties for which all writes sent the same are left out.
 */
export function mixedFrom(
  member: NonNullable<Sight['member']>,
  { writes, isShown }: Register,
  timeline: readonly TimedExchange[],
): string | undefined {
  const names = new Set(writes.flatMap(({ values = {} }) => Object.keys(values)))
  const told = [...names].flatMap((name) => {
    const senders = writes.filter(({ values }) => values !== undefined && Object.hasOwn(values, name))
    const shown = senders.filter(({ values }) => isShown(member, { [name]: values?.[name] }))
    if (shown.length === senders.length) return []
    const numbers = shown.map(({ timed }) => timeline.findIndex(({ exchange }) => exchange === timed.exchange) + 1)
    return [`/${name} of ${numbers.length === 0 ? 'no request' : `request ${numbers.join(' or ')}`}`]
  })
  if (told.length === 0) return undefined
  const more = told.length > MOST_TOLD ? ` and ${told.length - MOST_TOLD} more` : ''
  return `${told.slice(0, MOST_TOLD).join(', ')}${more}`
}
