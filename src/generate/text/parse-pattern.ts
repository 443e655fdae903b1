import { ANY_BUT_LINE_END } from './char-classes.ts'
import { charsOf } from './char-set.ts'
import { type Cursor, cursorOf, parseClass, parseEscape } from './parse-class.ts'
import { type Pattern, UnsupportedPattern } from './pattern.ts'

/**
 * Parses a regular expression of ECMA-262. `unicode` is true for the `u` flag.
 * @throws UnsupportedPattern for backreferences, lookbehinds and modifiers.
 */
export function parsePattern(source: string, unicode: boolean): Pattern {
  const cursor = cursorOf(source, unicode)
  return parseChoice(cursor)
}

function parseChoice(cursor: Cursor): Pattern {
  const parts = [parseSequence(cursor)]
  while (cursor.take('|')) parts.push(parseSequence(cursor))
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : { kind: 'choice', parts }
}

function parseSequence(cursor: Cursor): Pattern {
  const parts: Pattern[] = []
  while (!cursor.done() && cursor.peek() !== '|' && cursor.peek() !== ')') parts.push(parseQuantified(cursor))
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : { kind: 'sequence', parts }
}

function parseQuantified(cursor: Cursor): Pattern {
  const part = parseAtom(cursor)
  const quantifier = parseQuantifier(cursor)
  if (quantifier === undefined) return part
  // Laziness changes only captures.
  cursor.take('?')
  return { kind: 'repeat', part, ...quantifier }
}

function parseQuantifier(cursor: Cursor): { min: number; max: number } | undefined {
  if (cursor.take('*')) return { min: 0, max: Infinity }
  if (cursor.take('+')) return { min: 1, max: Infinity }
  if (cursor.take('?')) return { min: 0, max: 1 }
  const counted = cursor.takeMatch(/\{(\d+)(,(\d*))?\}/y)
  if (counted === undefined) return undefined
  const min = Number(counted[1])
  if (counted[2] === undefined) return { min, max: min }
  return { min, max: counted[3] === '' ? Infinity : Number(counted[3]) }
}

function parseAtom(cursor: Cursor): Pattern {
  if (cursor.take('(')) return parseGroup(cursor)
  if (cursor.take('[')) return { kind: 'set', set: parseClass(cursor) }
  if (cursor.take('.')) return { kind: 'set', set: ANY_BUT_LINE_END }
  if (cursor.take('^')) return { kind: 'start' }
  if (cursor.take('$')) return { kind: 'end' }
  if (cursor.take('\\')) return parseAtomEscape(cursor)
  return { kind: 'set', set: charsOf(cursor.next()) }
}

function parseAtomEscape(cursor: Cursor): Pattern {
  if (cursor.take('b')) return { kind: 'boundary', negated: false }
  if (cursor.take('B')) return { kind: 'boundary', negated: true }
  if (cursor.takeMatch(/[1-9]\d*/y) !== undefined || cursor.takeMatch(/k</y) !== undefined) {
    throw new UnsupportedPattern('a backreference has no finite automaton')
  }
  return { kind: 'set', set: parseEscape(cursor) }
}

function parseGroup(cursor: Cursor): Pattern {
  if (cursor.takeMatch(/\?<[=!]/y) !== undefined) throw new UnsupportedPattern('a lookbehind is not read')
  const look = cursor.takeMatch(/\?([=!])/y)
  if (look === undefined && cursor.takeMatch(/\?:|\?<[^>]*>/y) === undefined && cursor.peek() === '?') {
    throw new UnsupportedPattern('a group with modifiers is not read')
  }
  const part = parseChoice(cursor)
  cursor.take(')')
  return look === undefined ? part : { kind: 'look', part, negated: look[1] === '!' }
}
