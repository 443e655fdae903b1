/**
 * True for a text that stands in place of a secret: a mask of a server that a client sends back, or the word of a recorder that hides
 * secrets. An answer that shows such a word again shows no secret.
 */
export function isPlaceholder(value: string): boolean {
  return /\*{3}|•{3}|x{4}|^<.*>$|^\[.*\]$|^\$\{.*\}$|redact|masked|hidden|removed|filtered|placeholder|omitted/i.test(
    value,
  )
}
