import { hasSentence } from './describes.ts'

const BY_SERVER =
  /\b(?:set|assigned|generated|managed|maintained|computed|populated) by the (?:server|system|service)\b|^(?:output|read)[- ]only\b|\bignored by (?:all |any |every )(?:writes?|requests?)\b|\bignored (?:in|on|when|during) (?:an? |the )?(?:creat|input|request|updat|write)/i

/** A server that sets a value only where the request has none leaves it to the client. */
const UNLESS = /\b(?:unless|default|omitted|left out|not (?:set|given|specified|provided)|optional(?:ly)?)\b/i

/** Whole sentences that leave no choice to the client, whatever stands before and after them. */
const NEVER_SENT =
  /^\W*(?:(?:it|this|(?:this|the) (?:field|property|value|attribute)) is )?(?:an? )?(?:read|output)[- ]only(?: (?:field|property|value|attribute))?\W*$|\((?:read|output)[- ]only\)|^\W*(?:clients?|callers?|users?) (?:may not|must not|can ?not|can['’]t|should not) set (?:this|the|it)\b/i

/** A client that may not set a value at some times, or to some values, may set it at others. */
const SOMETIMES = /\b(?:to|if|when|while|until|unless|after|before|once|directly|without)\b/i

/** True if a description says of a property that the server sets it. A client may send it back, so the document does not say `readOnly`. */
export function saysServerSets(description: unknown): boolean {
  if (hasSentence(description, NEVER_SENT, SOMETIMES)) return true
  return typeof description === 'string' && BY_SERVER.test(description) && !UNLESS.test(description)
}
