import { isObject } from '../json/pointer.ts'
import { MASK } from './mask-text.ts'
import { type Digits, drawnWithZeros, withZeros } from './with-zeros.ts'

/** The secrets of a body. */
interface Hiding {
  readonly mask: (text: string) => string
  /** True for a secret that the run has drawn: its sample keeps what breaks its form. False for each by default. */
  readonly isDrawn?: (secret: string) => boolean
  /** The digit for a secret; zero by default. */
  readonly digits?: Digits
}

type Sample = (secret: string) => string

/**
 * A body with digits in the place of its secrets, so that it can be sent. It is changed as JSON where it is the compact form of its value,
 * else in its text. Equal secrets have equal digits, also as parts of other texts. Undefined for a body without secrets, or whose secrets
 * cannot be told apart.
 */
export function sampleBody(
  body: string,
  { mask, isDrawn = () => false, digits = () => '0' }: Hiding,
): string | undefined {
  const sample: Sample = (secret) => (isDrawn(secret) ? drawnWithZeros : withZeros)(secret, digits(secret))
  const masked = mask(body)
  if (masked === body) return undefined
  const inJson = sampleOfJson(body, (text) => sampleOfValue(text, mask(text), sample))
  if (inJson !== undefined && mask(inJson) === inJson) return inJson
  const inText = isEscaped(body, masked) ? undefined : sampleOfText(body, masked, sample)
  return inText !== undefined && mask(inText) === inText ? inText : undefined
}

function sampleOfJson(body: string, sample: (text: string) => string): string | undefined {
  let value: unknown
  try {
    value = JSON.parse(body)
  } catch {
    return undefined
  }
  return JSON.stringify(value) === body ? JSON.stringify(sampleOf(value, sample)) : undefined
}

function sampleOf(value: unknown, sample: (text: string) => string): unknown {
  if (typeof value === 'string') return sample(value)
  if (Array.isArray(value)) return value.map((one) => sampleOf(one, sample))
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, sampleOf(one, sample)]))
}

/** A URL keeps its host, also where the mask of the URL shows its scheme alone. */
function sampleOfValue(text: string, masked: string, sample: Sample): string {
  const isUrl = masked !== text && /^https?:\/\//i.test(text)
  return (isUrl ? undefined : sampleOfText(text, masked, sample)) ?? sample(text)
}

/** The text with digits for its parts that are masked. */
function sampleOfText(text: string, masked: string, sample: Sample): string | undefined {
  const parts = hiddenParts(text, masked)
  if (parts === undefined) return undefined
  const [first = '', ...shown] = masked.split(MASK)
  return first + shown.map((after, index) => sample(parts[index] ?? '') + after).join('')
}

/** A digit in an escape stands for no sign of a secret. */
function isEscaped(text: string, masked: string): boolean {
  return (hiddenParts(text, masked) ?? []).some((part) => /[\\%&]/.test(part))
}

/** The parts of a text that its masked form hides, in order. Undefined where the shown parts do not tell them. */
function hiddenParts(text: string, masked: string): readonly string[] | undefined {
  const [first = '', ...shown] = masked.split(MASK)
  const parts: string[] = []
  let from = first.length
  for (const [index, after] of shown.entries()) {
    const end = index === shown.length - 1 ? text.length - after.length : text.indexOf(after, from + 1)
    if (end <= from || !text.startsWith(after, end) || (after === '' && index < shown.length - 1)) return undefined
    parts.push(text.slice(from, end))
    from = end + after.length
  }
  return text.startsWith(first) ? parts : undefined
}
