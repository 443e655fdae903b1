import { describes } from './describes.ts'

const CURRENT = /\b(?:cursor|token|link|url) (?:of|for|to) (?:the current|this) page\b|\bcurrent (?:cursor|token)\b/i

/** True if a description says of a cursor or a link that it is that of the page itself. */
export function saysCurrentPage(description: unknown): boolean {
  return describes(description, CURRENT)
}
