import { isObject } from '../json/pointer.ts'

/**
 * True where a list may leave members out by a value of theirs, as lists do with what is archived or a draft: a flag or a listed value
 * that each missing member has, and no member that is shown.
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
  return !/w[a-z0-9]{9}/.test(value) && !/^\d{4}-\d\d-\d\d/.test(value)
}
