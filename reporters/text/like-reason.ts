/** Words in capitals that tell sorts of requests apart, and no members. */
const TELLING = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HTTP', 'JSON', 'TLS'])

/** Quoted texts, words in capitals, and long words with a digit: keys of members, as a rule. */
const KEYS = /"[^"]*"|\b[A-Z][A-Z0-9_]{2,}\b|\b(?=\w*\d)\w{8,}\b/g

/** Returns a text that is equal for reasons that differ only in the keys that they name. It is for comparisons alone. */
export function likeReason(reason = 'no reason'): string {
  return reason.replaceAll(KEYS, (word) => (TELLING.has(word) ? word : '*'))
}
