import { hasSentence } from './describes.ts'

const SAYS =
  /^\W*(?:(?:it|this|the value|(?:a|any) value|what is sent)(?: (?:that|which) is sent| sent)?(?: (?:here|by (?:an? )?updates?))? )?(?:is |will be )?(?:always |silently |simply )?ignored(?: (?:here|(?:by|in|on) (?:an? |the |all )?(?:updates?|changes?)))?\s*(?:[.:;,(]|$)/i

/** True if a description of a property says that what is sent for it is ignored. Example: `Ignored: fixed at creation.` */
export function saysIgnored(description: unknown): boolean {
  return hasSentence(description, SAYS)
}
