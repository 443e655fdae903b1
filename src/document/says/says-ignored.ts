import { hasSentence } from './describes.ts'

const SAYS =
  /^\W*(?:(?:it|this|the value|(?:a|any) value|what is sent)(?: (?:that|which) is sent| sent)?(?: (?:here|by (?:an? )?updates?))? )?(?:is |will be )?(?:always |silently |simply )?ignored(?: (?:here|(?:by|in|on) (?:an? |the |all )?(?:updates?|changes?)))?\s*(?:[.:;,(]|$)/i

/** True for a description of a property which says that what is sent for it is ignored, such as `Ignored: fixed at creation.` */
export function saysIgnored(description: unknown): boolean {
  return hasSentence(description, SAYS)
}
