/** A set of Unicode code points: sorted, disjoint, inclusive ranges as [from, to, from, to, …]. Surrogates are never members. */
export type CharSet = readonly number[]

const LAST = 0x10ffff
const SURROGATES = [0xd800, 0xdfff] as const

/** All code points except surrogates, as in JSON texts. */
export const EVERY_CHAR: CharSet = [0, SURROGATES[0] - 1, SURROGATES[1] + 1, LAST]

/** The characters of the basic plane, which a unit of a pattern without the `u` flag can match. */
export const BASIC_PLANE: CharSet = [0, SURROGATES[0] - 1, SURROGATES[1] + 1, 0xffff]

/** The set of ranges in any order. Surrogates are left out. */
export function charSet(...ranges: (readonly [number, number])[]): CharSet {
  const sorted = ranges.filter(([from, to]) => from <= to).toSorted((a, b) => a[0] - b[0])
  const merged: number[] = []
  for (const [from, to] of sorted) {
    const end = merged.at(-1)
    if (end !== undefined && from <= end + 1) merged[merged.length - 1] = Math.max(end, to)
    else merged.push(from, to)
  }
  return intersect(merged, EVERY_CHAR)
}

/** The set of the characters of a text. */
export function charsOf(text: string): CharSet {
  return charSet(...Array.from(text, (char) => pointAsRange(char)))
}

function pointAsRange(char: string): [number, number] {
  const point = char.codePointAt(0) ?? 0
  return [point, point]
}

/** The union of sets. */
export function union(...sets: readonly CharSet[]): CharSet {
  return charSet(...sets.flatMap((set) => rangesOf(set)))
}

function rangesOf(set: CharSet): [number, number][] {
  const ranges: [number, number][] = []
  for (let at = 0; at < set.length; at += 2) ranges.push([set[at] ?? 0, set[at + 1] ?? 0])
  return ranges
}

/** The intersection of two sets. */
export function intersect(a: CharSet, b: CharSet): CharSet {
  const shared: number[] = []
  let i = 0
  let j = 0
  while (i < a.length && j < b.length) {
    const [aTo, bTo] = [a[i + 1] ?? 0, b[j + 1] ?? 0]
    const from = Math.max(a[i] ?? 0, b[j] ?? 0)
    const to = Math.min(aTo, bTo)
    if (from <= to) shared.push(from, to)
    if (aTo < bTo) i += 2
    else j += 2
  }
  return shared
}

/** All characters outside the set. */
export function complement(set: CharSet): CharSet {
  const gaps: number[] = []
  let next = 0
  for (let at = 0; at < set.length; at += 2) {
    const from = set[at] ?? 0
    if (next < from) gaps.push(next, from - 1)
    next = (set[at + 1] ?? 0) + 1
  }
  if (next <= LAST) gaps.push(next, LAST)
  return intersect(gaps, EVERY_CHAR)
}

/** The number of code points in a set. */
export function sizeOf(set: CharSet): number {
  let size = 0
  for (let at = 0; at < set.length; at += 2) size += (set[at + 1] ?? 0) - (set[at] ?? 0) + 1
  return size
}

/** The code point at a rank of the set, from 0. */
export function pointAt(set: CharSet, rank: number): number {
  let left = rank
  for (let at = 0; at < set.length; at += 2) {
    const from = set[at] ?? 0
    const size = (set[at + 1] ?? 0) - from + 1
    if (left < size) return from + left
    left -= size
  }
  return set[0] ?? 0
}

/** True if a code point is in a set. */
export function hasPoint(set: CharSet, point: number): boolean {
  for (let at = 0; at < set.length; at += 2) {
    if (point < (set[at] ?? 0)) return false
    if (point <= (set[at + 1] ?? 0)) return true
  }
  return false
}
