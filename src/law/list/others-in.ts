import { type Problem, shouldUnless } from '../session/problem.ts'
import { isPlain, valuesAtPlace } from './filter-place.ts'
import type { Filter } from './filters-of.ts'

/** Members of a page that lack the value which was asked for. */
export function othersIn(
  shown: readonly unknown[],
  { name, at, value, isExact, isCased, isStated }: Filter,
  items: string,
): readonly Problem[] {
  const isWanted = (one: unknown): boolean => isAskedFor(one, { value, isExact, isCased })
  // An answer may show an object in the place of a key that was sent.
  const other = shown
    .map((one) => valuesAtPlace(one, at))
    .find((values) => values?.every(isPlain) === true && !values.some(isWanted))
  if (other === undefined) return []
  // "Exactly" may mean the whole value in any case of letters.
  const isOfOtherCase = other.some((one) => isAskedFor(one, { value, isExact }))
  return [
    {
      signature: `not-by-${name}`,
      message: `expected only members with ${name} ${String(value)}, got others`,
      at: `${items}${at}`,
      expected: value,
      actual: other.length === 1 ? other[0] : other,
      ...shouldUnless(isStated && !isOfOtherCase),
    },
  ]
}

/**
 * True for a value that a filter finds: the one that was asked for, or one that holds it where parts are found too. The case of letters counts
 * where the filter tells it apart.
 */
export function isAskedFor(
  one: unknown,
  { value, isExact, isCased }: Pick<Filter, 'value' | 'isExact' | 'isCased'>,
): boolean {
  if (isExact && isCased) return String(one) === String(value)
  const [text, wanted] = [String(one).toLowerCase(), String(value).toLowerCase()]
  return isExact ? text === wanted : text.includes(wanted)
}
