import { isObject } from '../../json/pointer.ts'

/** Tells whether each text in a JSON value, names too, matches a pattern. */
export function textTest(pattern: string): (value: unknown) => boolean {
  const expression = new RegExp(pattern, 'u')
  const matches = (value: unknown): boolean => {
    if (typeof value === 'string') return expression.test(value)
    if (Array.isArray(value)) return value.every(matches)
    return !isObject(value) || Object.entries(value).every(([name, part]) => expression.test(name) && matches(part))
  }
  return matches
}
