import { isObject } from '../../json/pointer.ts'

/** A test that is true if all texts in a JSON value, including names, match a pattern. */
export function allTextsMatch(pattern: string): (value: unknown) => boolean {
  const expression = new RegExp(pattern, 'u')
  const matches = (value: unknown): boolean => {
    if (typeof value === 'string') return expression.test(value)
    if (Array.isArray(value)) return value.every(matches)
    return !isObject(value) || Object.entries(value).every(([name, part]) => expression.test(name) && matches(part))
  }
  return matches
}
