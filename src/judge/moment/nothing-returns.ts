import { isDeepStrictEqual } from 'node:util'
import type { Problem } from '../assertion-kind.ts'
import type { Register, Sight, Write } from './registers.ts'
import { timelineOf } from './timeline.ts'

/**
 * Checks that no value from before the moment shows after it, where an update has replaced that value. An update may keep or reset what it
 * leaves out, so that it keeps the new value or shows the documented default, whatever the order of the updates is.
 */
export function checkNothingReturns(register: Register): readonly Problem[] {
  if (!hasUpdatesAlone(register)) return []
  const { name, sights, writes } = register
  for (const sight of sights) {
    const property = sight.timed.after === true ? returnedIn(sight, register) : undefined
    if (property === undefined) continue
    return [
      {
        signature: 'old-value-returns',
        message: `expected no old value of ${name} at /${property}, which an update has replaced; ${name} has it again after updates without /${property} at the same moment`,
        acrossRequirements: true,
        at: `${sight.at}/${property}`,
        expected: writes.flatMap(({ values = {} }) => values[property] ?? []),
        actual: sight.member?.[property],
        exchange: sight.timed.exchange,
        timeline: timelineOf([...writes.map(({ timed }) => timed), sight.timed]),
      },
    ]
  }
  return []
}

/** True if the member was known before, and updates with a clear answer are the only writes. */
export function hasUpdatesAlone({ before, writes, sights }: Register): boolean {
  return (
    typeof before !== 'string' &&
    writes.some(({ outcome }) => outcome === 'done') &&
    writes.every(({ role, outcome, values }) => role === 'update' && outcome !== 'unclear' && values !== undefined) &&
    sights.some(({ timed }) => timed.after === true)
  )
}

/** The name of a property that shows the value from before the moment, though only other values were sent. */
function returnedIn({ member }: Sight, { before, writes, defaults, isShown }: Register): string | undefined {
  if (member === undefined || typeof before === 'string') return undefined
  const done = writes.filter(({ outcome }) => outcome === 'done')
  return Object.entries(before.values).find(([property, old]) => {
    const sent = valuesIn(done, property)
    if (sent.length === 0 || sent.includes(null) || old === null) return false
    if (isDeepStrictEqual(defaults[`/${property}`], old)) return false
    const shows = (value: unknown): boolean => isShown(member, { [property]: value })
    return shows(old) && !sent.some(shows)
  })?.[0]
}

function valuesIn(writes: readonly Write[], property: string): readonly unknown[] {
  return writes.flatMap(({ values = {} }) => (Object.hasOwn(values, property) ? [values[property]] : []))
}
