import { isSchemaError } from '../../generate/errors.ts'
import { validValues } from '../../generate/valid-values.ts'
import { sample } from 'fast-check'
import { laterDay } from './later-day.ts'
import { wordsOf } from '../../words/words.ts'

interface Wanted {
  readonly name: string
  readonly word: () => string
  readonly variant: number
  readonly days?: number
}

type Schema = Readonly<Record<string, unknown>>

/** A text for a property: a word of its own, or a text of the format that its schema or its name asks for. */
export function plausibleText(schema: Schema, wanted: Wanted): string {
  const { pattern, format } = schema
  if (format === 'decimal') return decimalOf(schema, wanted)
  if (typeof pattern === 'string') return textOfPattern(schema, wanted)
  const form = typeof format === 'string' ? format : formOfName(wanted.name)
  const text = FORMS[form]?.(wanted)
  if (text !== undefined && fits(text, schema)) return text
  if (text === undefined && typeof format === 'string' && !FREE.has(format)) return drawn(schema, wanted)
  return ofLength(wanted.word(), schema)
}

/** A number with as many decimals as the schema takes, up to two. Patterns of numbers often take `-` and `5.` too, which are none. */
function decimalOf(schema: Schema, wanted: Wanted): string {
  const number = 1 + (wanted.variant % 9)
  const decimals = [`${number}.25`, `${number}.5`, String(number)]
  const { pattern } = schema
  const isTaken = (text: string): boolean => typeof pattern !== 'string' || matches(pattern, text)
  return decimals.find((text) => isTaken(text) && fits(text, schema)) ?? drawn(schema, wanted)
}

/** Formats that leave the text free. */
const FREE = new Set(['password', 'textarea', 'text', 'string', 'html', 'markdown', 'binary'])

const FORMS: Readonly<Record<string, ((wanted: Wanted) => string) | undefined>> = {
  email: ({ word }) => `${word()}@example.com`,
  'idn-email': ({ word }) => `${word()}@example.com`,
  uri: ({ word }) => `https://example.com/${word()}`,
  url: ({ word }) => `https://example.com/${word()}`,
  'uri-reference': ({ word }) => `https://example.com/${word()}`,
  hostname: ({ word }) => `${word()}.example.com`,
  ipv4: ({ variant }) => `192.0.2.${1 + (variant % 250)}`,
  ipv6: ({ variant }) => `2001:db8::${(1 + variant).toString(16)}`,
  'date-time': (wanted) => `${dayFor(wanted)}T${hourFor(wanted)}:20:30Z`,
  date: dayFor,
  time: () => '10:20:30Z',
  duration: ({ variant }) => `PT${1 + (variant % 50)}M`,
  uuid: ({ word }) => uuidOf(word()),
  byte: ({ word }) => Buffer.from(word()).toString('base64'),
  phone: ({ variant }) => `+1555010${String(100 + (variant % 900))}`,
}

/** The first day of bodies. */
const FIRST_DAY = Date.UTC(2031, 2, 1)
const DAYS_TO_END = 1
/** Days that variants set apart. */
const DAYS = 27

/** The day of an end comes after that of the beginning beside it. */
function dayFor({ name, variant, days = 0 }: Wanted): string {
  return laterDay(FIRST_DAY, (variant % DAYS) + days + (isEnd(name) ? DAYS_TO_END : 0))
}

/** Members last differently long, and none longer than a day. */
function hourFor({ name, variant }: Wanted): string {
  return String(10 - (isEnd(name) ? variant % 5 : 0)).padStart(2, '0')
}

/** True for the name of an end, such as `checkOut`, `end_date` or `validUntil`. */
function isEnd(name: string): boolean {
  return wordsOf(name).some((word) =>
    /^(?:out|end|ends|until|till|to|due|expires?|expiry|returns?|finish|closes?)$/.test(word),
  )
}

/** A UUID of version 4 that depends on a word alone. */
function uuidOf(word: string): string {
  const hex = Buffer.from(word.padEnd(16, 'x').slice(-16)).toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** The form that a name asks for where no schema does. */
export function formOfName(name: string): string {
  if (/e-?mail$/i.test(name)) return 'email'
  if (/(?:^|[a-z_])(?:url|uri|website|homepage|callback|hook)$/i.test(name)) return 'uri'
  if (/phone|mobile$/i.test(name)) return 'phone'
  if (/^base_?64|base_?64$/i.test(name)) return 'byte'
  return ''
}

/** True for a text that keeps to the lengths and the pattern of a schema. */
export function keepsTo(text: string, schema: Schema): boolean {
  return fits(text, schema) && (typeof schema['pattern'] !== 'string' || matches(schema['pattern'], text))
}

function fits(text: string, { minLength, maxLength }: Schema): boolean {
  const length = Array.from(text).length
  return (
    (typeof minLength !== 'number' || length >= minLength) && (typeof maxLength !== 'number' || length <= maxLength)
  )
}

/** The end of a word differs most, so a short text keeps the end. */
function ofLength(word: string, { minLength, maxLength }: Schema): string {
  const long = typeof minLength === 'number' && word.length < minLength ? word.padEnd(minLength, 'x') : word
  return typeof maxLength === 'number' && long.length > maxLength ? long.slice(long.length - maxLength) : long
}

/** A pattern often takes a word, alone or within a text of a usual form; else a value is drawn. */
function textOfPattern(schema: Schema, wanted: Wanted): string {
  const { pattern } = schema
  const word = ofLength(wanted.word(), schema)
  const found = [word, ...formsWith(word, String(pattern)).filter((text) => fits(text, schema))].find((text) =>
    matches(String(pattern), text),
  )
  return found ?? drawn(schema, wanted)
}

/** Texts that hold a word: by it, the run knows its members again. */
function formsWith(word: string, pattern: string): readonly string[] {
  const [, prefix = ''] = /^\^([\w./:#@-]+)(?![?*+{])(?=.*[[(\\])/.exec(pattern) ?? []
  const capital = word.charAt(0).toUpperCase() + word.slice(1)
  return [
    capital,
    ...(prefix === '' ? [] : [`${prefix}${word}`]),
    `${word}.example.com`,
    `${word}.example.com.`,
    `/${word}`,
    `https://example.com/${word}`,
    `${word}@example.com`,
    `@${word}`,
    `#${word}`,
    `${word}/${word}`,
  ]
}

function matches(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(text)
  } catch {
    return false
  }
}

/** The texts that are drawn for one value, as a count. */
const DRAWN = 12

/** Forms of a drawn text, the most usual one first. A server may trim blanks, and take a text of nothing as none. */
const USUAL: readonly RegExp[] = [/^[\p{L}\p{N}+](?:.*[\p{L}\p{N}])?$/u, /^\S(?:.*\S)?$/u, /\S/u, /./u]

/** A text that the generator draws. The word seeds it, so that texts of a run differ. */
function drawn(schema: Schema, { word }: Wanted): string {
  try {
    const texts = sample(validValues({ ...schema, type: 'string' }), { numRuns: DRAWN, seed: seedOf(word()) }).filter(
      (text) => typeof text === 'string',
    )
    const form = USUAL.find((usual) => texts.some((text) => usual.test(text)))
    const value = form === undefined ? texts[0] : texts.find((text) => form.test(text))
    if (value !== undefined) return value
  } catch (error) {
    if (!isSchemaError(error)) throw error
  }
  return word()
}

function seedOf(word: string): number {
  let seed = 7
  for (const character of word) seed = (seed * 31 + (character.codePointAt(0) ?? 0)) | 0
  return seed
}
