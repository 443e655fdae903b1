import { createHash } from 'node:crypto'
import { laterDay } from './later-day.ts'
import { wordsOf } from '../../words/words.ts'

/** The facts on which a value like an example depends. */
export interface Liking {
  /** The name of the property. */
  readonly name: string
  readonly word: () => string
  readonly variant: number
  /** The days by which a date is later than the example. Default: none. */
  readonly days?: number
  /** True where the target refuses a word of the run in the place of the example. */
  readonly isRefused: boolean
}

/**
 * A value of the shape of an example: letters for letters, and digits for digits. A word of the run stands in it where the shape has room
 * for one. So no two members are alike. A code such as `EUR` stays as it is.
 */
export function likeExample(example: unknown, liking: Liking): unknown {
  if (Array.isArray(example)) return (example as unknown[]).map((item) => likeExample(item, liking))
  if (typeof example === 'number') return likeNumber(example, liking)
  if (typeof example === 'string' && DATE.test(example)) return laterDate(example, liking)
  if (typeof example !== 'string' || isCode(example, liking.name)) return example
  const like = SHAPES.find(([shape]) => shape.test(example))?.[1] ?? likeWords
  return like(example, liking)
}

/** A number a little above the example; below a usual bound such as 100, it is a little less. */
function likeNumber(example: number, { variant }: Liking): number {
  if (!Number.isInteger(example) || example <= 10) return example
  return example <= 100 ? Math.max(1, example - variant) : example + variant
}

const DAY = 'YYYY-MM-DD'
const DATE = /^\d{4}-\d\d-\d\d(?=$|T)/

/** The same time of day on a later day. */
function laterDate(text: string, { days = 0 }: Liking): string {
  const day = Date.parse(text.slice(0, DAY.length))
  const later = Number.isNaN(day) ? '' : laterDay(day, days)
  return DATE.test(later) ? later + text.slice(DAY.length) : text
}

/** True for a text that means the same for every member: a name of a type or place, a date, a language, a media type or a few signs. */
function isCode(text: string, name: string): boolean {
  return CODE.test(text) || /^\d{4}-\d\d/.test(text) || wordsOf(name).some((word) => CODED.has(word))
}

const CODE =
  /^(?:.{0,3}|[A-Z][A-Z\d_-]*|[a-z]{2,3}[-_][A-Z]{2}|[A-Z][a-z]+\/[A-Z]\w+|(?:application|audio|font|image|multipart|text|video)\/[\w.+-]+)$/

/** Words of properties that take one of a few values. */
const CODED: ReadonlySet<string> = new Set(
  'type kind status state mode region zone timezone country language locale currency image engine runtime tier'.split(
    ' ',
  ),
)

type Like = (text: string, liking: Liking) => string

/** The shapes, the narrowest first. */
const SHAPES: readonly (readonly [RegExp, Like])[] = [
  [/^\d{1,3}(?:\.\d{1,3}){3}$/, (text, { variant }) => text.replace(/\d+$/, String(1 + (variant % 250)))],
  [
    /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i,
    (text, { word }) => text.slice(0, 24) + likeHex(text.slice(24), word()),
  ],
  [/^(?:#[\da-f]{3,8}|(?=.*\d)[\da-f]{6,}|[\da-f]{2}(?::[\da-f]{2}){3,})$/i, (text, { word }) => likeHex(text, word())],
  [/^\+?[\d ()-]{7,}$/, (text, { variant }) => text.replace(/\d{3}$/, String(100 + (variant % 900)))],
  [/^[^a-z]*$/i, (text) => text],
  [/^[^@\s]+@[^@\s]+$/, (text, { word }) => text.replace(/^[^@]+/, word())],
  [/^[a-z][a-z\d+.-]*:\/\/[^/\s]+$/i, (text, { word }) => `${text}/${word()}`],
  [/^\S*\/[^/\s]*$/, (text, { word }) => text.replace(/\/[^/.]*(?=(?:\.\w+)?$)/, () => `/${word()}`)],
  [/^(?:[\w-]+\.)+[a-z]{2,}$/i, (text, { word }) => text.replace(/[\w-]+(?=\.[a-z]+$)/i, word())],
  [/[\da-z+/]{20}/i, (text, { word }) => text.replace(/[\da-z+/]{10}(?=(?:={0,2})(?:\s|$))/i, word())],
]

/** Hexadecimal digits for those of a text, drawn from a word. Capitals stay capitals. */
function likeHex(text: string, word: string): string {
  const digits = createHash('sha256').update(word).digest('hex')
  return text.replaceAll(/[\da-f]/gi, (old, at: number) => {
    const digit = digits.charAt(at % digits.length)
    return /[A-F]/.test(text) && old !== '' ? digit.toUpperCase() : digit
  })
}

/** A text with a word of the run for its longest word. A text of one word that the target asks for is a code. */
function likeWords(text: string, { word, isRefused }: Liking): string {
  const words = text.match(/[\da-z]+/gi) ?? []
  if (words.length < 2) return isRefused ? text : word()
  const longest = words.reduce((one, other) => (other.length > one.length ? other : one))
  return text.replace(longest, word())
}
