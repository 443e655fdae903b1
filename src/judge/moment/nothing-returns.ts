import { isDeepStrictEqual } from 'node:util'
import type { Problem } from '../assertion-kind.ts'
import type { Register, Sight, MomentWrite } from './registers.ts'
import { timelineOf } from './timeline.ts'

/**
 * Checks that no value from before the moment shows after it, where an update has replaced that value. An update may keep or reset what it
 * leaves out, so that it keeps the new value or shows the documented default, whatever the order of the updates is.
 */
export function checkNothingReturns(register: Register): readonly Problem[] {
  if (!hasUpdatesAlone(register)) return []
  const { name, sights, writes } = register
  const returned = sights
    .filter(({ timed }) => timed.after === true)
    .flatMap((sight) => propertiesBack(sight, register).map((property) => ({ sight, property })))
  return returned.slice(0, 1).map(({ sight: { member, at, timed }, property }) => ({
    signature: 'old-value-returns',
    message: `expected no old value of ${name} at /${property}, which an update has replaced; ${name} has it again after updates without /${property} at the same moment`,
    acrossRequirements: true,
    at: `${at}/${property}`,
    expected: valuesIn(writes, property),
    actual: member?.[property],
    exchange: timed.exchange,
    timeline: timelineOf([...writes.map((write) => write.timed), timed]),
  }))
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

/** The properties that show the value from before the moment, though only other values were sent. A documented default may be that value. */
function propertiesBack({ member }: Sight, { before, writes, defaults, isShown }: Register): readonly string[] {
  if (member === undefined || typeof before === 'string') return []
  const done = writes.filter(({ outcome }) => outcome === 'done')
  const old = Object.entries(before.values).filter(
    ([property, value]) => value !== null && !isDeepStrictEqual(defaults[`/${property}`], value),
  )
  return old.flatMap(([property, value]) => {
    const sent = valuesIn(done, property)
    const shows = (one: unknown): boolean => isShown(member, { [property]: one })
    const isBack = sent.length > 0 && !sent.includes(null) && shows(value) && !sent.some(shows)
    return isBack ? [property] : []
  })
}

function valuesIn(writes: readonly MomentWrite[], property: string): readonly unknown[] {
  return writes.flatMap(({ values = {} }) => (Object.hasOwn(values, property) ? [values[property]] : []))
}
