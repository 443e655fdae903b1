import type { TextShape } from '../shapes/shape.ts'
import { accepts, type Automaton, type Edge } from '../text/automaton.ts'
import { charSet, charsOf, intersect, pointAt, sizeOf } from '../text/char-set.ts'
import { languageOf, type TextRule } from '../text/language.ts'
import { lengthOf } from '../json.ts'
import { atEdge, below, drawCounts, type Drawn, type Generator, type DrawSource } from './generator.ts'
import { drawnLengths, type TextLengths, textLengths } from './text-lengths.ts'

const ASCII = charSet([0x20, 0x7e])
const FAMILIAR = charSet(
  [0xa1, 0x17f],
  [0x370, 0x5ff],
  [0x900, 0x97f],
  [0x3040, 0x30ff],
  [0x4e00, 0x4fff],
  [0x1f300, 0x1f64f],
)
const SIMPLEST = ['a', '0', 'A'].map((char) => charsOf(char))
const TRIES = 100

/** The texts of a shape. */
export interface Texts {
  readonly automaton: Automaton
  readonly lengths: TextLengths
  /** The lengths that are drawn, the shortest first. */
  readonly drawn: readonly number[]
  readonly excluded: ReadonlySet<string>
  readonly shape: TextShape
}

/**
 * The generator of a text shape; undefined if the shape is empty.
 * @throws UnsupportedPattern
 */
export function textGenerator(shape: TextShape): Generator | undefined {
  const texts = textsOf(shape)
  if (texts.drawn.length === 0) return undefined
  const simplest =
    [...texts.drawn.keys()].map((rank) => simplestText(texts, rank)).find((text) => !texts.excluded.has(text)) ??
    simplestText(texts, 0)
  const generator: Generator = {
    draw: (source) => ({ value: drawText(texts, source) ?? simplest, by: generator }),
    smallest: () => ({ value: simplest, by: generator }),
    shrink: (drawn) => shrinkText(texts, generator, drawn),
  }
  return generator
}

/** The texts of a shape. Excluded texts are skipped in a large language, and removed from the automaton in a small language. */
export function textsOf(shape: TextShape): Texts {
  const excluded = shape.excluded.filter((value) => typeof value === 'string')
  const open = textsWith(shape, shape.rules, new Set(excluded))
  if (excluded.length === 0 || (isLarge(open, excluded.length) && open.drawn.length > 0)) return open
  return textsWith(
    shape,
    [...shape.rules, ...excluded.map((source): TextRule => ({ kind: 'text', source, negated: true }))],
    new Set(),
  )
}

function textsWith(shape: TextShape, rules: readonly TextRule[], excluded: ReadonlySet<string>): Texts {
  const automaton = languageOf(rules)
  const lengths = lengthsOf(automaton)
  const drawn = drawnLengths(automaton, lengths, { min: shape.minLength, max: shape.maxLength })
  return { automaton, lengths, drawn, shape, excluded }
}

/** True if many more texts exist than are excluded, and some simplest text is not excluded. */
function isLarge(texts: Texts, excluded: number): boolean {
  const simple = [...texts.drawn.keys()].some((rank) => !texts.excluded.has(simplestText(texts, rank)))
  return simple && hasMoreThan(texts, excluded * 4 + 20)
}

/** True if the automaton has more than `limit` paths, counted by length. */
function hasMoreThan({ automaton, shape, lengths }: Texts, limit: number): boolean {
  const last = Math.min(shape.maxLength, shape.minLength + automaton.edges.length + limit)
  let ways = new Map([[0, 1]])
  let count = 0
  for (let length = 0; length <= last && ways.size > 0; length += 1) {
    if (length >= shape.minLength && lengths.has(length))
      for (const [state, many] of ways) if (automaton.accepting[state]) count += many
    if (count > limit) return true
    const next = new Map<number, number>()
    for (const [state, many] of ways) {
      for (const edge of automaton.edges[state] ?? [])
        next.set(edge.to, Math.min(1e12, (next.get(edge.to) ?? 0) + many * alphabetOf(edge).size))
    }
    ways = next
  }
  return false
}

const knownLengths = new WeakMap<Automaton, TextLengths>()

function lengthsOf(automaton: Automaton): TextLengths {
  const known = knownLengths.get(automaton) ?? textLengths(automaton)
  knownLengths.set(automaton, known)
  return known
}

/** True if the text is in the shape. */
function fits(texts: Texts, text: string): boolean {
  const length = lengthOf(text)
  if (length < texts.shape.minLength || length > texts.shape.maxLength) return false
  return accepts(texts.automaton, text) && !texts.excluded.has(text)
}

function drawText(texts: Texts, source: DrawSource): string | undefined {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const text = walk(texts, drawLength(texts, source), source)
    if (!texts.excluded.has(text)) return text
    drawCounts.thrownAway += 1
  }
  return undefined
}

function drawLength({ drawn }: Texts, source: DrawSource): number {
  if (atEdge(source)) return drawn[below(source, 2) * (drawn.length - 1)] ?? 0
  // The longest text is an edge; other texts stay short.
  return drawn[below(source, Math.min(drawn.length, 17))] ?? 0
}

function walk(texts: Texts, length: number, source: DrawSource): string {
  let text = ''
  let state = 0
  for (let left = length - 1; left >= 0; left -= 1) {
    const edges = texts.lengths.edges(state, left)
    const edge = edges.length === 1 ? edges[0] : edges[below(source, edges.length)]
    if (edge === undefined) break
    text += drawChar(edge, source)
    state = edge.to
  }
  return text
}

interface Alphabet {
  readonly ascii: readonly string[]
  readonly familiar: readonly number[]
  readonly familiarSize: number
  readonly size: number
}

const alphabets = new WeakMap<Edge, Alphabet>()

function alphabetOf(edge: Edge): Alphabet {
  const known = alphabets.get(edge)
  if (known !== undefined) return known
  const ascii = intersect(edge.set, ASCII)
  const familiar = intersect(edge.set, FAMILIAR)
  const alphabet = {
    ascii: Array.from({ length: sizeOf(ascii) }, (_, rank) => String.fromCodePoint(pointAt(ascii, rank))),
    familiar,
    familiarSize: sizeOf(familiar),
    size: sizeOf(edge.set),
  }
  alphabets.set(edge, alphabet)
  return alphabet
}

function drawChar(edge: Edge, source: DrawSource): string {
  const { ascii, familiar, familiarSize, size } = alphabetOf(edge)
  const onlyAscii = ascii.length === size
  if (ascii.length > 0 && (onlyAscii || !oneIn16(source))) return ascii[below(source, ascii.length)] ?? ''
  if (familiarSize > 0 && !oneIn16(source)) return String.fromCodePoint(pointAt(familiar, below(source, familiarSize)))
  return String.fromCodePoint(pointAt(edge.set, below(source, size)))
}

function oneIn16(source: DrawSource): boolean {
  return below(source, 16) === 0
}

const simplestKnown = new WeakMap<Automaton, Map<number, string>>()

function simplestText(texts: Texts, rank: number): string {
  const known = simplestKnown.get(texts.automaton) ?? new Map<number, string>()
  simplestKnown.set(texts.automaton, known)
  const length = texts.drawn[rank] ?? 0
  const text = known.get(length) ?? simplestOfLength(texts, length)
  known.set(length, text)
  return text
}

function simplestOfLength(texts: Texts, length: number): string {
  let text = ''
  let state = 0
  for (let left = length - 1; left >= 0; left -= 1) {
    const [edge] = texts.lengths.edges(state, left).toSorted((a, b) => simplicity(a) - simplicity(b))
    if (edge === undefined) break
    text += simplestChar(edge)
    state = edge.to
  }
  return text
}

function simplicity(edge: Edge): number {
  const rank = SIMPLEST.findIndex((char) => intersect(edge.set, char).length > 0)
  return rank === -1 ? SIMPLEST.length : rank
}

function simplestChar(edge: Edge): string {
  const simple = SIMPLEST.find((char) => intersect(edge.set, char).length > 0)
  const visible = intersect(edge.set, ASCII)
  return String.fromCodePoint(pointAt(simple ?? (visible.length > 0 ? visible : edge.set), 0))
}

function* shrinkText(texts: Texts, generator: Generator, drawn: Drawn): Iterable<Drawn> {
  if (typeof drawn.value !== 'string') return
  const text = drawn.value
  const seen = new Set([text])
  for (const candidate of simplerTexts(texts, text)) {
    if (seen.has(candidate) || !fits(texts, candidate) || !isSimpler(candidate, text)) continue
    seen.add(candidate)
    yield { value: candidate, by: generator }
  }
}

/** Shorter texts, then texts of simpler characters. */
function* simplerTexts(texts: Texts, text: string): Iterable<string> {
  const chars = Array.from(text)
  for (const rank of texts.drawn.keys()) if ((texts.drawn[rank] ?? 0) <= chars.length) yield simplestText(texts, rank)
  for (let size = chars.length; size >= 1; size = Math.floor(size / 2)) {
    for (let at = 0; at + size <= chars.length; at += size)
      yield [...chars.slice(0, at), ...chars.slice(at + size)].join('')
  }
  for (const [at, char] of chars.entries()) {
    for (const simpler of 'a0A')
      if (isSimpler(simpler, char)) yield [...chars.slice(0, at), simpler, ...chars.slice(at + 1)].join('')
  }
}

/** True if `a` is shorter, or of equal length with a simpler first difference. */
function isSimpler(a: string, b: string): boolean {
  const [left, right] = [Array.from(a), Array.from(b)]
  if (left.length !== right.length) return left.length < right.length
  const at = left.findIndex((char, index) => char !== right[index])
  return at !== -1 && charRank(left[at] ?? '') < charRank(right[at] ?? '')
}

function charRank(char: string): number {
  const known = 'a0A'.indexOf(char)
  return known === -1 ? 3 + (char.codePointAt(0) ?? 0) : known
}
