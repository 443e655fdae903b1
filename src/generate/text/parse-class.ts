import { charsOfProperty, ESCAPED_CLASSES } from './char-classes.ts'
import { type CharSet, charSet, charsOf, complement, union } from './char-set.ts'
import { UnsupportedPattern } from './pattern.ts'

/** The position of the parser in the source of a pattern. */
export interface Cursor {
  readonly unicode: boolean
  done(): boolean
  peek(): string
  next(): string
  take(char: string): boolean
  /** Takes the match of a sticky expression at the position. */
  takeMatch(expression: RegExp): RegExpExecArray | undefined
}

/** A cursor at the start of a source. */
export function cursorOf(source: string, unicode: boolean): Cursor {
  let at = 0
  const peek = () => String.fromCodePoint(source.codePointAt(at) ?? 0)
  const next = () => {
    const char = peek()
    at += char.length
    return char
  }
  return {
    unicode,
    done: () => at >= source.length,
    peek,
    next,
    take: (char) => {
      const found = source.startsWith(char, at)
      if (found) at += char.length
      return found
    },
    takeMatch: (expression) => {
      expression.lastIndex = at
      const found = expression.exec(source) ?? undefined
      if (found !== undefined) at += found[0].length
      return found
    },
  }
}

/** Parses a character class after `[`, up to and including `]`. */
export function parseClass(cursor: Cursor): CharSet {
  const negated = cursor.take('^')
  const sets: CharSet[] = []
  while (!cursor.done() && !cursor.take(']')) sets.push(parseClassPart(cursor))
  return negated ? complement(union(...sets)) : union(...sets)
}

function parseClassPart(cursor: Cursor): CharSet {
  const from = parseClassAtom(cursor)
  const dash = cursor.takeMatch(/-(?!\])/y)
  if (dash === undefined) return from
  const to = parseClassAtom(cursor)
  const single = singlePoint(from)
  const last = singlePoint(to)
  // If an end of the range is a class, the dash is literal (Annex B).
  return single === undefined || last === undefined ? union(from, to, charsOf('-')) : charSet([single, last])
}

function singlePoint(set: CharSet): number | undefined {
  return set.length === 2 && set[0] === set[1] ? set[0] : undefined
}

function parseClassAtom(cursor: Cursor): CharSet {
  if (!cursor.take('\\')) return charsOf(cursor.next())
  if (cursor.take('b')) return charsOf('\b')
  const octal = cursor.unicode ? undefined : cursor.takeMatch(/[1-7][0-7]{0,2}/y)
  return octal === undefined ? parseEscape(cursor) : pointSet(Number.parseInt(octal[0], 8))
}

const CONTROLS: Readonly<Record<string, string>> = { f: '\f', n: '\n', r: '\r', t: '\t', v: '\v', 0: '\0' }

/** Parses the part after a backslash, inside or outside a class. */
export function parseEscape(cursor: Cursor): CharSet {
  const hex = cursor.takeMatch(/x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})/y)
  if (hex !== undefined) return pointSet(pairedPoint(cursor, Number.parseInt(hex[1] ?? hex[2] ?? '0', 16)))
  const long = cursor.unicode ? cursor.takeMatch(/u\{([0-9a-fA-F]+)\}/y) : undefined
  if (long !== undefined) return pointSet(Number.parseInt(long[1] ?? '0', 16))
  const property = cursor.unicode ? cursor.takeMatch(/([pP])\{([^}]*)\}/y) : undefined
  if (property !== undefined) return propertySet(property[2] ?? '', property[1] === 'P')
  const control = cursor.takeMatch(/c([A-Za-z])/y)
  if (control !== undefined) return pointSet((control[1]?.codePointAt(0) ?? 0) % 32)
  const char = cursor.next()
  return ESCAPED_CLASSES.get(char) ?? charsOf(CONTROLS[char] ?? char)
}

/** The code point of an escape. With the `u` flag, a pair of escaped surrogates is a single character. */
function pairedPoint(cursor: Cursor, high: number): number {
  if (!cursor.unicode || high < 0xd800 || high > 0xdbff) return high
  const low = cursor.takeMatch(/\\u([dD][c-fC-F][0-9a-fA-F]{2})/y)
  return low === undefined ? high : (high - 0xd800) * 0x400 + Number.parseInt(low[1] ?? '0', 16) - 0xdc00 + 0x10000
}

function pointSet(point: number): CharSet {
  return charSet([point, point])
}

function propertySet(name: string, negated: boolean): CharSet {
  const set = charsOfProperty(name)
  if (set === undefined) throw new UnsupportedPattern(`the character property ${name} is not known`)
  return negated ? complement(set) : set
}
