import { valueAt, withValueAt } from '../../json/pointer.ts'

/** The object without some of its properties. */
export function without(
  object: Readonly<Record<string, unknown>>,
  names: readonly string[],
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)))
}

/** A value without those at some places. A missing object is not added. */
export function withoutPlaces(value: unknown, places: readonly string[]): unknown {
  return places.reduce((rest, at) => (valueAt(rest, at) === undefined ? rest : withValueAt(rest, at, undefined)), value)
}
