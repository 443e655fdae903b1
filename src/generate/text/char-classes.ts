import { type CharSet, charSet, charsOf, complement, union } from './char-set.ts'

const DIGIT = charSet([0x30, 0x39])
const WORD = charSet([0x30, 0x39], [0x41, 0x5a], [0x5f, 0x5f], [0x61, 0x7a])
const SPACE = charSet(
  [0x09, 0x0d],
  [0x20, 0x20],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
  [0xfeff, 0xfeff],
)

/** The characters of `\w`. `\b` lies between these and all others. */
export const WORD_CHARS = WORD

/** The characters of `.` without the `s` flag. */
export const ANY_BUT_LINE_END = complement(charsOf('\n\r\u2028\u2029'))

/** The classes by the letter after the backslash. */
export const ESCAPED_CLASSES: ReadonlyMap<string, CharSet> = new Map([
  ['d', DIGIT],
  ['D', complement(DIGIT)],
  ['w', WORD],
  ['W', complement(WORD)],
  ['s', SPACE],
  ['S', complement(SPACE)],
])

/** The planes with assigned characters of different properties. All other planes are uniform. */
const MIXED_PLANES = [0, 1, 2, 3, 0xe]
const UNIFORM_SPANS: [number, number][] = [
  [0x40000, 0xdfffd],
  [0xf0000, 0xffffd],
  [0x100000, 0x10fffd],
]
const cache = new Map<string, CharSet>()

/** The characters of `\p{name}`; undefined for a property unknown to the JavaScript engine. */
export function charsOfProperty(name: string): CharSet | undefined {
  const known = cache.get(name)
  if (known !== undefined) return known
  const matcher = propertyMatcher(name)
  if (matcher === undefined) return undefined
  const set = union(...MIXED_PLANES.map((plane) => scanPlane(plane, matcher)), charSet(...uniformSpans(matcher)))
  cache.set(name, set)
  return set
}

function propertyMatcher(name: string): RegExp | undefined {
  try {
    return new RegExp(`\\p{${name}}+`, 'gu')
  } catch {
    return undefined
  }
}

function scanPlane(plane: number, matcher: RegExp): CharSet {
  const ranges: [number, number][] = []
  for (const found of planeText(plane).matchAll(matcher)) {
    // Matched characters are consecutive in the plane except at the surrogates, which the set drops.
    const points = Array.from(found[0])
    ranges.push([points[0]?.codePointAt(0) ?? 0, points.at(-1)?.codePointAt(0) ?? 0])
  }
  return charSet(...ranges)
}

const planeTexts = new Map<number, string>()

function planeText(plane: number): string {
  const known = planeTexts.get(plane)
  if (known !== undefined) return known
  const blocks: string[] = []
  for (let from = plane * 0x10000; from < (plane + 1) * 0x10000; from += 0x800) {
    if (from === 0xd800) continue
    blocks.push(String.fromCodePoint(...Array.from({ length: 0x800 }, (_, offset) => from + offset)))
  }
  const text = blocks.join('')
  planeTexts.set(plane, text)
  return text
}

function uniformSpans(matcher: RegExp): [number, number][] {
  return UNIFORM_SPANS.filter(([from]) => String.fromCodePoint(from).match(matcher) !== null)
}
