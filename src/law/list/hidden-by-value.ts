import { isObject } from '../../json/pointer.ts'
import { holdsWord } from '../body/words.ts'

/**
 * True if a list may hide the missing members by a value, such as `archived`: a flag or a listed value. Each missing member has the value,
 * and no shown member does.
 */
export function isHiddenByValue(missing: readonly unknown[], shown: readonly unknown[]): boolean {
  const [first] = missing
  if (!isObject(first) || shown.length === 0) return false
  return Object.entries(first).some(
    ([name, value]) =>
      isTrait(value) &&
      missing.every((one) => valueOf(one, name) === value) &&
      shown.every((one) => isTrait(valueOf(one, name)) && valueOf(one, name) !== value),
  )
}

/** True for a member with a flag or a listed value. */
export function hasTrait(member: unknown): boolean {
  return isObject(member) && Object.values(member).some(isTrait)
}

function valueOf(member: unknown, name: string): unknown {
  return isObject(member) ? member[name] : undefined
}

/** A flag, or a text without a word of the run that is no date: a listed value. */
function isTrait(value: unknown): boolean {
  if (typeof value !== 'string') return typeof value === 'boolean'
  return !holdsWord(value) && !/^\d{4}-\d\d-\d\d/.test(value)
}
