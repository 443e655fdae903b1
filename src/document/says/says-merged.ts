import { describes } from './describes.ts'

const SAYS =
  /\bmerge[sd]?\b|\b(?:the )?(?:others|other (?:properties|fields|keys|entries)|rest) (?:keep|keeps|stay|stays|remain|remains|retain|retains|are (?:kept|left|not changed|unchanged))\b/i

const DENIES = /\b(?:not|never) merge[sd]?\b|\breplace[sd]?\b/i

/** True for a description which says of a map that an update adds to its entries, such as `Keys are merged.` */
export function saysMerged(description: unknown): boolean {
  return describes(description, SAYS, DENIES)
}
