import { describes } from './describes.ts'

const SAYS =
  /\b(?:date|time|timestamp|instant|moment|epoch) (?:(?:and time|in \w+) )?(?:(?:at|on) which|when|of (?:the )?(?:\w+ )?(?:creation|change|update|modification))\b|^\W*when\b[^.]*\b(?:was|were|is|has been)\b/i

/** True for a description of a value that is an instant of the member, such as `Unix epoch when the resource was created.` */
export function saysInstant(description: unknown): boolean {
  return describes(description, SAYS)
}
