import type { Problem } from '../session/problem.ts'
import { isPlain, valuesAtPlace } from './filter-place.ts'
import type { Filter } from './filters-of.ts'

/** Members of a page that lack the value which was asked for. */
export function othersIn(
  shown: readonly unknown[],
  { name, at, value, isExact, isStated }: Filter,
  items: string,
): readonly Problem[] {
  const wanted = String(value).toLowerCase()
  const isWanted = (one: unknown): boolean => {
    const text = String(one).toLowerCase()
    return isExact ? text === wanted : text.includes(wanted)
  }
  // An answer may show an object in the place of a key that was sent.
  const other = shown
    .map((one) => valuesAtPlace(one, at))
    .find((values) => values?.every(isPlain) === true && !values.some(isWanted))
  if (other === undefined) return []
  return [
    {
      signature: `not-by-${name}`,
      message: `expected only members with ${name} ${String(value)}, got others`,
      at: `${items}${at}`,
      expected: value,
      actual: other.length === 1 ? other[0] : other,
      ...levelOf(isStated),
    },
  ]
}

/** A filter that the document does not state is a should. */
export function levelOf(isStated: boolean): { readonly level?: 'should' } {
  return isStated ? {} : { level: 'should' }
}
