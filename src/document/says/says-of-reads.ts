import { describes } from './describes.ts'

const SAYS =
  /\b(?:lists?|listed|listing|collections?|indexes|details?|detailed|single|individual(?:ly)?|expand\w*|only|omitted|left out)\b/i

/** True for a description that may tell a list from a read, such as `Only in the answer to a read of one book.` */
export function saysOfReads(description: unknown): boolean {
  return describes(description, SAYS)
}
