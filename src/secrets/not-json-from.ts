import { isUtf8 } from '../json/is-utf8.ts'
import { jsonMistake } from '../json/json-mistake.ts'

interface Given {
  /** The text of the body, or of its beginning. */
  readonly text: string
  readonly bytes: Uint8Array
  readonly isWhole: boolean
  readonly contentType: string | undefined
  readonly mask: (text: string) => string
}

/** The most characters shown before and after the place. */
const AROUND = 60
/** A cut body breaks off at its end, and so may its last sign. */
const CUT = 100

/**
 * Returns the place where a body that claims to be JSON stops being JSON, with the text around it: `character 9, where a name in double
 * quotes is expected: {"a":1, >>> }`. Undefined for JSON, and for a body of another type. The text is taken out of the masked body, so
 * that no part of a secret is shown.
 */
export function notJsonFrom(given: Given): string | undefined {
  const { text, bytes, isWhole, contentType = '' } = given
  if (bytes.length === 0 || (!/json/i.test(contentType) && !/^\s*[[{]/.test(text))) return undefined
  const mistake = jsonMistake(text)
  if (mistake === undefined) return notUtf8From(given)
  if (!isWhole && mistake.index > text.length - CUT) return undefined
  const where = `character ${mistake.index + 1}, where ${mistake.expected} is expected`
  return around(where, placeInMasked(given, mistake.expected), given)
}

function around(where: string, place: number | undefined, { text, mask }: Given): string {
  if (place === undefined) return `${where}, beside a secret`
  const masked = mask(text)
  const [from, to] = [Math.max(0, place - AROUND), place + AROUND]
  const [before, after] = [masked.slice(from, place), masked.slice(place, to)]
  const rest = after === '' ? 'the end' : `${after}${to < masked.length ? '...' : ''}`
  return `${where}: ${from > 0 ? '...' : ''}${before} >>> ${rest}`
}

/** The same mistake in the masked text; undefined if a mask covers it. */
function placeInMasked({ text, mask }: Given, expected: string): number | undefined {
  const found = jsonMistake(mask(text))
  return found?.expected === expected ? found.index : undefined
}

function notUtf8From(given: Given): string | undefined {
  const { text, bytes, isWhole } = given
  const index = text.indexOf('\uFFFD')
  if (index < 0 || isUtf8(bytes) || (!isWhole && index > text.length - CUT)) return undefined
  const place = given.mask(text).indexOf('\uFFFD')
  return around(`character ${index + 1}, which is not UTF-8`, place < 0 ? undefined : place, given)
}
