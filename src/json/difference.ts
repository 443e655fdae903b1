import { isDeepStrictEqual } from 'node:util'
import { formatPointer, isObject } from './pointer.ts'

/** A place at which two JSON values differ. A missing part is undefined. */
export interface Difference {
  readonly at: string
  readonly from: unknown
  readonly to: unknown
}

/** The differences of two JSON values, by JSON Pointer. Arrays differ as a whole. */
export function differencesOf(from: unknown, to: unknown, at = ''): readonly Difference[] {
  if (isDeepStrictEqual(from, to)) return []
  if (!isObject(from) || !isObject(to)) return [{ at, from, to }]
  const names = new Set([...Object.keys(from), ...Object.keys(to)])
  return [...names].flatMap((name) => differencesOf(own(from, name), own(to, name), at + formatPointer([name])))
}

function own(object: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined
}
