const BY_SERVER =
  /\b(?:set|assigned|generated|managed|maintained|computed|populated) by the (?:server|system|service)\b|^(?:output|read)[- ]only\b|\bignored by (?:all |any |every )(?:writes?|requests?)\b|\bignored (?:in|on|when|during) (?:an? |the )?(?:creat|input|request|updat|write)/i

/** A server that sets a value only where the request has none leaves it to the client. */
const UNLESS = /\b(?:unless|default|omitted|left out|not (?:set|given|specified|provided)|optional(?:ly)?)\b/i

/** True for a description that says of a property that the server sets it. A client may send it back, so the document does not say `readOnly`. */
export function saysServerSets(description: unknown): boolean {
  return typeof description === 'string' && BY_SERVER.test(description) && !UNLESS.test(description)
}
