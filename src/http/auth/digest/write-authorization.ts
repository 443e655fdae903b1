import { type DigestSession, digestOf } from './digest-session.ts'

export interface DigestProof {
  readonly uri: string
  readonly nc: string
  readonly response: string
}

/** The Authorization header of RFC 7616, section 3.4. Only the parameters that are quoted there are quoted. */
export function writeAuthorization(session: DigestSession, { uri, nc, response }: DigestProof): string {
  const { realm, nonce, algorithm, opaque, qop, userhash } = session.challenge
  const parameters = [
    usernameParameter(session),
    `realm=${quoted(realm)}`,
    `nonce=${quoted(nonce)}`,
    `uri=${quoted(uri)}`,
    `response="${response}"`,
    ...(algorithm === undefined ? [] : [`algorithm=${algorithm}`]),
    ...(opaque === undefined ? [] : [`opaque=${quoted(opaque)}`]),
    ...(qop === undefined ? [] : [`qop=${qop}`, `nc=${nc}`, `cnonce=${quoted(session.cnonce)}`]),
    ...(userhash ? ['userhash=true'] : []),
  ]
  return `Digest ${parameters.join(', ')}`
}

/** Text that no quoted string can hold is an extended value (RFC 8187). Servers that name a charset support it. */
function usernameParameter({ username, challenge }: DigestSession): string {
  const { userhash, hash, realm, utf8 } = challenge
  if (userhash) return `username="${digestOf(hash, username, realm)}"`
  const fits = utf8 ? /^[\t -~]*$/ : /^[\t -~\u0080-\u00ff]*$/
  return fits.test(username) ? `username=${quoted(username)}` : `username*=UTF-8''${percentEncoded(username)}`
}

function quoted(text: string): string {
  return `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`
}

function percentEncoded(bytes: string): string {
  return bytes.replaceAll(
    /[^\w!#$&+.^`|~-]/g,
    (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  )
}
