/**
 * A text in percent-encoding (RFC 3986). Half a surrogate pair, which a server may send in JSON, becomes U+FFFD as in any URL: it has no
 * encoding of its own.
 */
export function percentEncoded(text: string): string {
  return encodeURIComponent(text.replaceAll(/\p{Cs}/gu, '\ufffd'))
}
