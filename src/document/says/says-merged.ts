import { describes } from './describes.ts'

const SAYS =
  /\bmerge[sd]?\b|\b(?:the )?(?:others|other (?:properties|fields|keys|entries)|rest) (?:keep|keeps|stay|stays|remain|remains|retain|retains|are (?:kept|left|not changed|unchanged))\b/i

const DENIES = /\b(?:not|never) merge[sd]?\b|\breplace[sd]?\b/i

/** True for a description which says of a map that an update adds to its entries, such as `Keys are merged.` */
export function saysMerged(description: unknown): boolean {
  return describes(description, SAYS, DENIES)
}

/** An object may be about merging, so the description speaks of updates, or of what stays. */
const BY_UPDATES =
  /\b(?:update|patch|request|write)s?\b[^.;]*\bmerge[sd]?\b|\bmerge[sd]?\b[^.;]*\b(?:updates?|patch|patched|requests?|writes?)\b|\b(?:the )?(?:others|other (?:properties|fields)|rest) (?:keep|keeps|stay|stays|remain|remains|retain|retains|are (?:kept|left|not changed|unchanged))\b/i

/** True for a description which says of an object that an update leaves the properties that it does not name. */
export function saysMergedByUpdates(description: unknown): boolean {
  return describes(description, BY_UPDATES, DENIES)
}
