import { isObject, objectOf } from '../json.ts'

/**
 * JSON values that are one step simpler, the simplest first. Repeated steps reach a smallest value. The values need not satisfy any
 * schema.
 */
export function* simplerValues(value: unknown): Iterable<unknown> {
  if (typeof value === 'string') yield* simplerTexts(value)
  else if (typeof value === 'number') yield* simplerNumbers(value)
  else if (value === true) yield false
  else if (Array.isArray(value)) yield* simplerLists(value)
  else if (isObject(value)) yield* simplerObjects(Object.entries(value))
}

/** Shorter texts from either end, by halves, then texts with plainer characters. */
function* simplerTexts(text: string): Iterable<string> {
  const characters = Array.from(text)
  for (const length of lengthsBelow(characters.length)) {
    yield characters.slice(0, length).join('')
    if (length > 0) yield characters.slice(-length).join('')
  }
  for (const [index, character] of characters.entries()) {
    if (index >= MOST_PLAINED) return
    if (character !== PLAIN) yield [...characters.slice(0, index), PLAIN, ...characters.slice(index + 1)].join('')
  }
}

const PLAIN = 'a'
/** The number of leading characters that are made plainer. */
const MOST_PLAINED = 40

/** Lengths from 0, ever closer to the length. */
function lengthsBelow(length: number): readonly number[] {
  const lengths: number[] = []
  for (let gap = length; gap >= 1; gap = Math.floor(gap / 2)) lengths.push(length - gap)
  return lengths
}

function* simplerNumbers(value: number): Iterable<number> {
  if (value === 0) return
  if (value < 0) yield -value
  const whole = Math.trunc(value)
  if (whole !== value) yield whole
  for (let gap = whole; Math.abs(gap) >= 1; gap = Math.trunc(gap / 2)) yield whole - gap
}

function* simplerLists(list: readonly unknown[]): Iterable<unknown> {
  for (const length of lengthsBelow(list.length)) yield list.slice(0, length)
  for (const index of list.keys()) if (index < list.length - 1) yield list.filter((_, other) => other !== index)
  for (const [index, item] of list.entries())
    for (const simpler of simplerValues(item)) yield list.map((old, other) => (other === index ? simpler : old))
}

function* simplerObjects(entries: readonly (readonly [string, unknown])[]): Iterable<unknown> {
  for (const [name] of entries) yield objectOf(entries.filter(([other]) => other !== name))
  for (const [name, item] of entries)
    for (const simpler of simplerValues(item))
      yield objectOf(entries.map(([other, old]) => [other, other === name ? simpler : old] as const))
}
