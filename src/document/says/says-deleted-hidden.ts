import { hasSentence } from './describes.ts'

const DELETED = String.raw`(?:soft-?)?(?:deleted|removed|archived|trashed)`
const SAYS = new RegExp(
  [
    String.raw`\b${DELETED} (?:\w+ )?\w+ (?:is|are) (?:not|never) (?:listed|shown|returned|included)\b(?!,? unless)`,
    String.raw`\b(?:excludes?|excluding|hides?|leaves? out|omits?|without) (?:the |all )?${DELETED}\b`,
    String.raw`\blists? (?:do(?:es)? )?(?:not show|shows?) (?:it|them) (?:only )?(?:with|if|when) \W?\w+\W?(?: is true)?(?: alone| only)\b`,
    String.raw`\b(?:is|are) (?:then )?(?:not listed|hidden from (?:the )?lists?)\b`,
  ].join('|'),
  'i',
)

/** True for a description of a list, of its parameters or of a delete which says that the list hides deleted members. */
export function saysDeletedHidden(description: unknown): boolean {
  return hasSentence(description, SAYS)
}
