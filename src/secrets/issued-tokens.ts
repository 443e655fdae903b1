/** Sources of the names: RFC 6749, section 5.1; OpenID Connect Core 1.0, section 3.1.3.3. */
const TOKEN = /"(?:access|refresh|id)_token"\s*:\s*"([^"\\]*)"/g

/** The tokens in the answer of a token endpoint, whatever its media type. A server may issue them to a request that it has to refuse. */
export function issuedTokens(text: string): readonly string[] {
  return Array.from(text.matchAll(TOKEN), ([, token = '']) => token).filter((token) => token !== '')
}
