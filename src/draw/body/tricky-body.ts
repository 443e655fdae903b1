import { changeAt, withoutAt } from '../../json/change-at.ts'
import type { Drawn } from '../drawn.ts'
import { type Bounds, fitted } from '../text/tricky-text.ts'

/** A property that accepts any text. Bounds are in code points. */
export interface FreeText extends Bounds {
  readonly tokens: readonly string[]
  readonly optional: boolean
}

/** The parts of a value with tricky texts. */
export interface TrickyText {
  readonly texts: readonly FreeText[]
  /** The value with placeholders for the texts. */
  readonly rest: Drawn
  /** The pieces of each text: empty for a plain text, undefined for a property left out. */
  readonly parts: readonly Parts[]
}

/** The pieces of a text; undefined for a property left out. */
export type Parts = readonly string[] | undefined

/** A value with tricky texts. Shrinks to one character each, to fewer properties, then to fewer and simpler pieces; at least one piece stays. */
export function trickyValue(tricky: TrickyText): Drawn {
  return {
    value: valueOf(tricky),
    *smaller() {
      // A failure at any text is told at once, without the many steps from packs to one character.
      if (hasPack(tricky.parts)) yield trickyValue({ ...tricky, parts: tricky.parts.map(firstCharacter) })
      for (const parts of fewerTexts(tricky)) yield trickyValue({ ...tricky, parts })
      for (const rest of tricky.rest.smaller()) yield trickyValue({ ...tricky, rest })
      for (const parts of simplerTexts(tricky)) yield trickyValue({ ...tricky, parts })
    },
  }
}

function valueOf({ texts, rest, parts }: TrickyText): unknown {
  let value = rest.value
  for (const [index, text] of texts.entries()) {
    const pieces = parts[index]
    const { tokens } = text
    value =
      pieces === undefined ? withoutAt(value, tokens) : changeAt(value, tokens, () => fitted(pieces.join(''), text))
  }
  return value
}

/** Leaves out all optional texts, then each in turn. */
function* fewerTexts({ texts, parts }: TrickyText): Iterable<readonly Parts[]> {
  const least = parts.map((pieces, index) => (texts[index]?.optional === true ? undefined : pieces))
  if (least.some((pieces, index) => pieces !== parts[index]) && isMangled(least)) yield least
  for (const [index, text] of texts.entries()) {
    const left = parts.with(index, undefined)
    if (text.optional && parts[index] !== undefined && isMangled(left)) yield left
  }
}

function* simplerTexts({ parts }: TrickyText): Iterable<readonly Parts[]> {
  for (const [index, pieces = []] of parts.entries()) {
    if (pieces.length === 0) continue
    for (const simpler of simplerPieces(pieces)) {
      const left = parts.with(index, simpler)
      if (isMangled(left)) yield left
    }
  }
}

/** No piece, then fewer pieces, then shorter pieces. */
function* simplerPieces(pieces: readonly string[]): Iterable<readonly string[]> {
  yield []
  for (const fewer of without(pieces)) yield fewer
  for (const [at, piece] of pieces.entries())
    for (const shorter of without(Array.from(piece))) yield pieces.with(at, shorter.join(''))
}

/** The list without a slice, large slices first. */
function* without<T>(list: readonly T[]): Iterable<readonly T[]> {
  for (let size = Math.floor(list.length / 2); size >= 1; size = Math.floor(size / 2))
    for (let at = 0; at < list.length; at += size) yield list.toSpliced(at, size)
}

function hasPack(parts: readonly Parts[]): boolean {
  return parts.some((pieces) => pieces !== undefined && pieces.length > 1)
}

function firstCharacter(pieces: Parts): Parts {
  return pieces?.slice(0, 1).map((piece) => Array.from(piece).slice(0, 1).join(''))
}

function isMangled(parts: readonly Parts[]): boolean {
  return parts.some((pieces) => pieces !== undefined && pieces.length > 0)
}
