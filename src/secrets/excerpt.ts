import type { Secrets } from './secrets.ts'

/** Into how many characters one of a secret may be escaped: `\u0041`. */
const ESCAPED = 6

/** How much of a text is needed to show so many characters of it: a secret that begins in them has to be seen whole to be known. */
export function neededFor(length: number, { longest }: Pick<Secrets, 'longest'>): number {
  return length + 2 * ESCAPED * longest()
}

interface Excerpt {
  /** In characters. */
  readonly length: number
  readonly secrets: Secrets
  readonly more?: string
}

/** The beginning of a text with every secret masked, those that the cut would go through too; what was left out is said by `more`. */
export function excerpt(text: string, { length, secrets, more = '...' }: Excerpt): string {
  const piece = text.slice(0, neededFor(length, secrets))
  const masked = secrets.mask(piece)
  // Past the piece a secret may go on of which nothing but the beginning is in it.
  const safe = piece.length === text.length ? masked.length : masked.length - ESCAPED * secrets.longest()
  if (piece.length === text.length && masked.length <= length) return masked
  return `${masked.slice(0, Math.max(0, Math.min(length, safe)))}${more}`
}
