import { valueAt } from '../../json/pointer.ts'
import type { Pointer } from '../../resource/model.ts'
import { type BoundParameter } from './bound-parameter.ts'
import { boundAsSent, boundedNumber } from '../compare/bounded-value.ts'
import { isPlain, valuesAtPlace } from './filter-place.ts'
import type { Filters } from './filters-of.ts'
import { isAskedFor } from './others-in.ts'

/** A query parameter that leaves members out of a list. */
export interface FilterCondition {
  readonly name: string
  /** The place of the property in a member. */
  readonly at: Pointer
  /** A value that leaves some members out. */
  readonly tight: string
  /** A value that keeps a member. */
  readonly loose: (member: unknown) => string | undefined
  /** True for a member that the list shows for a value, false for one that it leaves out. Undefined where the document leaves it open. */
  readonly keeps: (member: unknown, value: string) => boolean | undefined
}

/** The property of a member, as a number to compare and as it is shown. */
export function entryOf(
  member: unknown,
  { at, takes }: BoundParameter,
): readonly (readonly [number, string | number])[] {
  const value = valueAt(member, at)
  const number = boundedNumber(value, takes === 'number')
  return number === undefined ? [] : [[number, value as string | number]]
}

/** The values of members in their rising order, each once. */
export function risingValues(own: readonly unknown[], bound: BoundParameter): readonly (string | number)[] {
  const values = new Map(own.flatMap((one) => entryOf(one, bound)))
  return [...values].toSorted(([one], [other]) => one - other).map(([, value]) => value)
}

/** The bound at the value in the middle, and at the one within which all members are. Undefined with fewer than three values. */
export function conditionOfBound(bound: BoundParameter, own: readonly unknown[]): FilterCondition | undefined {
  const values = risingValues(own, bound)
  const ends = [values[Math.floor(values.length / 2)], bound.side === 'low' ? values[0] : values.at(-1)]
  const [tight, loose] = ends.map((value) => (value === undefined ? value : boundAsSent(value, bound.takes, true)))
  if (values.length < 3 || tight === undefined || loose === undefined) return undefined
  const keeps = (member: unknown, value: string): boolean | undefined => {
    const [[number] = [undefined]] = entryOf(member, bound)
    const limit = boundedNumber(value, true)
    if (number === undefined || limit === undefined || number === limit) return undefined
    return bound.side === 'low' ? number > limit : number < limit
  }
  return { name: bound.name, at: bound.at, tight, loose: () => loose, keeps }
}

/** The filter with a value that some members lack, and with that of a member. Undefined where there is one value alone. */
export function conditionOfFilter({ name, at, values, isExact }: Filters[number]): FilterCondition | undefined {
  const [, tight] = values.filter(isPlain).map(String)
  if (tight === undefined) return undefined
  const loose = (member: unknown): string | undefined => {
    const [value] = valuesAtPlace(member, at) ?? []
    return isPlain(value) ? String(value) : undefined
  }
  const keeps = (member: unknown, value: string): boolean | undefined => {
    const found = valuesAtPlace(member, at)
    if (found?.every(isPlain) !== true) return undefined
    if (!found.some((one) => isAskedFor(one, { value, isExact }))) return false
    return found.map(String).includes(value) ? true : undefined
  }
  return { name, at, tight, loose, keeps }
}
