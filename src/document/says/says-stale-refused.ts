import { describes } from './describes.ts'

const SAYS =
  /\b(?:not|no longer) the (?:current|latest|last|newest)\b[^.]*\b(?:409|412|refuse[sd]?|reject(?:s|ed)|fail(?:s|ed)?|conflicts?|aborted)\b|\b(?:409|412|refuse[sd]?|reject(?:s|ed)|fail(?:s|ed)?|conflicts?|aborted)\b[^.]*\b(?:not|no longer) the (?:current|latest|last|newest)\b|\b(?:stale|outdated|old) (?:one|version|value) (?:is|are|will be) (?:refused|rejected)\b|\bto (?:make sure|ensure)\b[^.]*\bup[- ]to[- ]date (?:value|version|copy|etag)\b|\b(?:succeeds?|proceeds?|deleted|updated|applied) (?:only )?if (?:it|the (?:\w+ )?(?:version|etag|revision)) match(?:es)?\b|\boptimistic (?:locking|concurrency)\b/i

/** True if a description says of a version that a write with an older one is refused. Example: `409 if it is not the current one.` */
export function saysStaleRefused(description: unknown): boolean {
  return describes(description, SAYS)
}
