import { isObject } from '../json/pointer.ts'

/** A secret of the same form with zeros, or with another digit: hexadecimal stays hexadecimal, and a URL keeps its host. */
export function withZeros(secret: string, digit = '0'): string {
  const [origin = ''] = /^https?:\/\/[^/?#@]*(?=[/?#]|$)/i.exec(secret) ?? []
  return origin + secret.slice(origin.length).replaceAll(/[\p{L}\p{N}\p{M}]/gu, digit)
}

/** Returns a digit for a secret: another one for each of the first ten, so that a mask of one is not taken for that of another. */
export type Digits = (secret: string) => string

export function createDigits(): Digits {
  const known = new Map<string, string>()
  return (secret) => {
    const digit = known.get(secret) ?? String(known.size % 10)
    known.set(secret, digit)
    return digit
  }
}

/**
 * A JSON body with digits in the place of its secrets, so that it can be sent. Undefined for a body without secrets, or one that is not the compact
 * form of its JSON value.
 */
export function sampleBody(
  body: string,
  mask: (text: string) => string,
  digits: Digits = () => '0',
): string | undefined {
  if (mask(body) === body) return undefined
  let value: unknown
  try {
    value = JSON.parse(body)
  } catch {
    return undefined
  }
  if (JSON.stringify(value) !== body) return undefined
  const sample = JSON.stringify(sampleOf(value, mask, digits))
  return mask(sample) === sample ? sample : undefined
}

function sampleOf(value: unknown, mask: (text: string) => string, digits: Digits): unknown {
  if (typeof value === 'string') return mask(value) === value ? value : withZeros(value, digits(value))
  if (Array.isArray(value)) return value.map((one) => sampleOf(one, mask, digits))
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, sampleOf(one, mask, digits)]))
}
