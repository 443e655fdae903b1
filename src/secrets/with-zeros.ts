/** A secret of the same form with zeros, or with another digit: a URL keeps its host, and hexadecimal stays hexadecimal. */
export function withZeros(secret: string, digit = '0'): string {
  const { origin, rest } = partsOf(secret)
  return origin + rest.replaceAll(SIGN, digit)
}

/**
 * A secret that the run has drawn, of the same form with zeros, or with another digit. A hexadecimal one keeps what breaks its form, such as a
 * capital or the letter G: a server may fail at that.
 */
export function drawnWithZeros(secret: string, digit = '0'): string {
  const { origin, rest } = partsOf(secret)
  if (!isNearlyHexadecimal(rest)) return withZeros(secret, digit)
  return origin + rest.replaceAll(/[0-9a-f]/gi, (sign) => (/[A-F]/.test(sign) ? 'A' : digit))
}

function partsOf(secret: string): { readonly origin: string; readonly rest: string } {
  const [origin = ''] = /^https?:\/\/[^/?#@]*(?=[/?#]|$)/i.exec(secret) ?? []
  return { origin, rest: secret.slice(origin.length) }
}

/** A letter, a digit, or a mark on one of them. */
const SIGN = /[\p{L}\p{N}\p{M}]/gu
/** The fewest signs of a hexadecimal secret, and the most among them that are no hexadecimal digits. */
const FEWEST = 16
const MOST_ODD = 2

function isNearlyHexadecimal(text: string): boolean {
  const signs = text.match(SIGN) ?? []
  return signs.length >= FEWEST && signs.filter((sign) => !/[0-9a-f]/i.test(sign)).length <= MOST_ODD
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
