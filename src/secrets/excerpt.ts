import type { Secrets } from './secrets.ts'

/** The greatest number of characters that an escaped character takes, as in `\u0041`. */
const ESCAPED = 6

/** The number of characters to read in order to show `length` characters. A secret that begins among these is then read whole. */
export function neededFor(length: number, { longest }: Pick<Secrets, 'longest'>): number {
  return length + 2 * ESCAPED * longest()
}

interface Excerpt {
  /** In characters. */
  readonly length: number
  readonly secrets: Secrets
  readonly more?: string
}

/** The beginning of a text with every secret masked, also a secret that the cut divides. `more` follows a cut text. */
export function excerpt(text: string, { length, secrets, more = '...' }: Excerpt): string {
  const piece = text.slice(0, neededFor(length, secrets))
  const masked = secrets.mask(piece)
  // A secret may begin in the piece and end after the piece.
  const safe = piece.length === text.length ? masked.length : masked.length - ESCAPED * secrets.longest()
  if (piece.length === text.length && masked.length <= length) return masked
  return `${masked.slice(0, Math.max(0, Math.min(length, safe)))}${more}`
}
